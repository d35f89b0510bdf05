"""Every call of the client against the emulator, which speaks as Prolific does."""

from datetime import timedelta

import pytest

from server.clock import ManualClock
from server.integrations.prolific import (
    BadAnswerError,
    CrowdedError,
    Money,
    NotThereError,
    ProlificRefusedError,
    UnreachableError,
)
from server.integrations.prolific.filters import PAPER_WISHES, resolve
from tests.server.prolific import Emulated

DAY_S = 86_400


@pytest.fixture
def emulated() -> Emulated:
    return Emulated(ManualClock())


def test_the_account_and_its_wallet(emulated: Emulated) -> None:
    account = emulated.prolific.account
    assert account.me().email == "researcher@example.org"
    (workspace,) = account.workspaces()
    assert account.available(workspace.id) == Money(5_000_000, "USD")
    (project,) = account.projects(workspace.id)
    assert account.create_project(workspace.id, "Parley").id == project.id


def test_a_wrong_token_is_refused(emulated: Emulated) -> None:
    with pytest.raises(ProlificRefusedError) as refused:
        emulated.client(token="another").account.me()
    assert refused.value.status == 401


def test_a_study_is_created_published_paused_resumed_stopped(emulated: Emulated) -> None:
    studies = emulated.prolific.studies
    made = emulated.study(publish=False)
    assert [made.status, studies.publish(made.id).status] == ["UNPUBLISHED", "ACTIVE"]
    assert studies.pause(made.id).status == "PAUSED"
    assert emulated.arrive(made.id, 1) == []
    assert studies.resume(made.id).status == "ACTIVE"
    assert studies.stop(made.id).status == "COMPLETED"
    assert [study.id for study in studies.list_of_project("any")] == [made.id]


def test_a_draft_can_be_discarded_and_a_published_study_cannot(emulated: Emulated) -> None:
    made, published = emulated.study(publish=False), emulated.study()
    emulated.prolific.studies.discard(made.id)
    with pytest.raises(NotThereError):
        emulated.prolific.studies.get(made.id)
    with pytest.raises(ProlificRefusedError):
        emulated.prolific.studies.discard(published.id)


def test_the_paper_s_filters_are_resolved_in_every_edition(emulated: Emulated) -> None:
    for drift in (0, 1):
        with emulated.world.open() as state:
            state.drift = drift
        filters = resolve(PAPER_WISHES, emulated.prolific.studies.filters())
        study = emulated.study(places=4, filters=filters)
        people = emulated.arrive(study.id, 10)
        with emulated.world.open() as state:
            answers = [state.people[entry["participant"]].answers for entry in people]
        assert {(a["Current country of residence"], a["First language"]) for a in answers} == {
            ("United States", "English")
        }
        assert sorted(str(a["Sex"]) for a in answers) == ["Female", "Female", "Male", "Male"]


def test_the_ids_of_another_edition_are_refused(emulated: Emulated) -> None:
    filters = resolve(PAPER_WISHES, emulated.prolific.studies.filters())
    with emulated.world.open() as state:
        state.drift = 1
    with pytest.raises(ProlificRefusedError, match="unknown filter"):
        emulated.study(filters=filters)


def test_costs_are_prolific_s_own_figures(emulated: Emulated) -> None:
    studies = emulated.prolific.studies
    assert studies.estimate(Money(300, "USD"), 10) == Money(4200, "USD")
    study = emulated.study(places=1)
    (submission,) = emulated.finished(study.id, 1)
    emulated.prolific.submissions.approve(submission)
    assert studies.cost(study.id).rewards.rewards.amount == 260


def test_publishing_and_growing_need_money_and_places_only_grow(emulated: Emulated) -> None:
    study = emulated.study(places=2)
    assert emulated.prolific.studies.raise_places(study.id, 3).total_available_places == 3
    with pytest.raises(ProlificRefusedError, match="only be increased"):
        emulated.prolific.studies.raise_places(study.id, 2)
    with emulated.world.open() as state:
        state.deposited = 0
    with pytest.raises(ProlificRefusedError):
        emulated.prolific.studies.raise_places(study.id, 4)
    with pytest.raises(ProlificRefusedError):
        emulated.study()


def test_a_full_study_awaits_review_and_more_places_open_it_again(emulated: Emulated) -> None:
    studies = emulated.prolific.studies
    study = emulated.study(places=2)
    emulated.finished(study.id, 2)
    assert studies.get(study.id).status == "AWAITING REVIEW"
    assert studies.raise_places(study.id, 3).status == "ACTIVE"


def test_lists_of_both_kinds_end_by_themselves(emulated: Emulated) -> None:
    study = emulated.study(places=300)
    inside = {entry["submission"] for entry in emulated.arrive(study.id, 200)}
    submissions = emulated.prolific.submissions
    assert {found.id for found in submissions.of_study(study.id)} == inside
    assert {found.id for found in submissions.search(study.id)} == inside
    assert len(inside) == 200
    assert submissions.counts(study.id) == {"ACTIVE": 200, "TOTAL": 200}


def test_list_and_single_object_say_the_same_of_person_and_code(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (submission_id,) = emulated.finished(study.id, 1)
    (listed,) = emulated.prolific.submissions.of_study(study.id)
    single = emulated.prolific.submissions.get(submission_id)
    assert (single.participant, single.entered_code) == (listed.participant, listed.entered_code)
    assert (single.entered_code, single.study_id, single.bonus_payments) == ("C-DONE", study.id, ())


def test_approval_waits_for_the_participant_and_repeats_harmlessly(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (entry,) = emulated.arrive(study.id, 1)
    approve = emulated.prolific.submissions.approve
    with pytest.raises(ProlificRefusedError):
        approve(entry["submission"])
    emulated.finished(study.id, 1)
    assert [approve(entry["submission"]).status for _ in range(2)] == ["APPROVED"] * 2
    assert emulated.prolific.studies.get(study.id).status == "COMPLETED"


def test_approving_many_takes_a_moment(emulated: Emulated) -> None:
    study = emulated.study(places=2)
    ids = emulated.finished(study.id, 2)
    submissions = emulated.prolific.submissions
    submissions.approve_many(ids)
    assert {submissions.get(found).status for found in ids} == {"PROCESSING"}
    emulated.clock.advance(60)
    assert {submissions.get(found).status for found in ids} == {"APPROVED"}


def test_completing_needs_a_code_that_is_ours(emulated: Emulated) -> None:
    codes = tuple(code for code in draft_codes() if code["code_type"] != "COMPLETED")
    ours = {"code": "R", "code_type": "COMPLETED", "actor": "researcher", "actions": [{"action": "MANUALLY_REVIEW"}]}
    study = emulated.study(places=1, completion_codes=(*codes, ours))
    (entry,) = emulated.arrive(study.id, 1)
    with pytest.raises(ProlificRefusedError):
        emulated.prolific.submissions.complete(entry["submission"], "T-TROUBLE")
    assert emulated.prolific.submissions.complete(entry["submission"], "R").status == "AWAITING REVIEW"


def test_asking_to_return_leaves_it_to_the_participant(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (entry,) = emulated.arrive(study.id, 1)
    asked = emulated.prolific.submissions.ask_to_return(entry["submission"], "Withdrew consent")
    assert (asked.status, asked.return_requested is not None) == ("ACTIVE", True)


def test_a_bonus_is_announced_then_paid_and_paid_again_when_asked_again(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (submission,) = emulated.finished(study.id, 1)
    bonuses = emulated.prolific.bonuses
    setup = bonuses.set_up(study.id, {submission: Money(425, "USD")})
    assert (setup.amount, setup.total_amount > setup.amount) == (425.0, True)
    bonuses.pay(setup.id)
    assert emulated.prolific.submissions.get(submission).bonus_payments == ()
    emulated.clock.advance(60)
    assert emulated.prolific.submissions.get(submission).bonus_payments == (425,)
    bonuses.pay(setup.id)
    emulated.clock.advance(60)
    assert emulated.prolific.submissions.get(submission).bonus_payments == (425, 425)


def test_bonuses_of_strangers_are_refused_by_name(emulated: Emulated) -> None:
    study = emulated.study()
    with pytest.raises(ProlificRefusedError, match="stranger did not take part"):
        emulated.prolific.bonuses.set_up(study.id, {"stranger": Money(100, "USD")})


def test_messages_go_out_and_are_listed(emulated: Emulated) -> None:
    study = emulated.study(places=2)
    people = [entry["participant"] for entry in emulated.arrive(study.id, 2)]
    messages = emulated.prolific.messages
    messages.send(study.id, people[0], "Hello")
    messages.send_to_many(study.id, people, "To all")
    assert [message.body for message in messages.with_participant(people[1])] == ["To all"]
    assert len(messages.since(emulated.clock() - timedelta(days=1))) == 3
    emulated.clock.advance(31 * DAY_S)
    assert messages.since(emulated.clock() - timedelta(days=60)) == []


def test_hooks_need_a_secret_and_are_confirmed(emulated: Emulated) -> None:
    hooks = emulated.prolific.hooks
    assert "submission.status.change" in hooks.event_types()
    with pytest.raises(ProlificRefusedError):
        hooks.subscribe("w", "submission.status.change", "http://parley/hook")
    assert hooks.make_secret("w").get_secret_value() == emulated.world.state.hook_secret
    made = hooks.subscribe("w", "submission.status.change", "http://parley/hook")
    assert made.is_enabled
    assert [found.id for found in hooks.subscriptions("w")] == [made.id]
    hooks.unsubscribe(made.id)
    assert list(hooks.subscriptions("w")) == []


def test_every_shape_of_refusal_is_understood(emulated: Emulated) -> None:
    study = emulated.study(places=2)
    said = set()
    for _ in range(4):
        with pytest.raises(ProlificRefusedError) as refused:
            emulated.prolific.studies.raise_places(study.id, 1)
        said.add(refused.value.details[0])
    assert said == {"total_available_places: It can only be increased."}


def test_crowding_is_waited_out_with_growing_patience(emulated: Emulated) -> None:
    emulated.spoil("429", "/studies/", times=3)
    emulated.study(publish=False)
    assert emulated.waited == [1.0, 2.0, 4.0]
    emulated.spoil("429", "/studies/", times=9)
    with pytest.raises(CrowdedError):
        emulated.study(publish=False)


@pytest.mark.parametrize("kind", ["502", "lost"])
def test_after_silence_only_what_is_harmless_is_sent_again(emulated: Emulated, kind: str) -> None:
    study = emulated.study(places=2)
    emulated.spoil(kind, method="GET")
    assert emulated.prolific.studies.get(study.id).id == study.id
    emulated.spoil(kind, method="PATCH")
    assert emulated.prolific.studies.raise_places(study.id, 4).total_available_places == 4
    emulated.spoil(kind, "/studies/")
    with pytest.raises(UnreachableError):
        emulated.study(publish=False)
    assert len(list(emulated.prolific.studies.list_of_project("any"))) == (1 if kind == "502" else 2)


def test_paying_is_never_sent_again(emulated: Emulated) -> None:
    study = emulated.study(places=1)
    (submission,) = emulated.finished(study.id, 1)
    setup = emulated.prolific.bonuses.set_up(study.id, {submission: Money(100, "USD")})
    emulated.spoil("lost", "/pay/")
    with pytest.raises(UnreachableError):
        emulated.prolific.bonuses.pay(setup.id)
    emulated.clock.advance(60)
    assert emulated.prolific.submissions.get(submission).bonus_payments == (100,)
    assert sum("/pay/" in request for request in emulated.transport.sent) == 1


def test_an_answer_that_makes_no_sense_is_told_without_its_values(emulated: Emulated) -> None:
    study = emulated.study(publish=False)
    with emulated.world.open() as state:
        state.studies[study.id].sent["reward"] = "a lot"
    with pytest.raises(BadAnswerError, match="reward") as bad:
        emulated.prolific.studies.get(study.id)
    assert "a lot" not in str(bad.value)


def draft_codes() -> list[dict[str, object]]:
    from tests.server.prolific import CODES

    return [code.model_dump() for code in CODES]
