"""The draw itself: shares, ties and reproducibility."""

from collections import Counter
from itertools import count

from scenarios.card import Category
from scenarios.loading import AnyScenario
from server.services.draw import Place, draw, draw_wished
from server.services.shelf import scenarios_of
from server.study_file import Study, parse_study
from tests.server.house import the_catalog
from tests.server.studies import MODELS, real_study

THREE_TO_ONE = [{"id": MODELS[0], "share": 3}, {"id": MODELS[1], "share": 1}]


def a_study(**changes: object) -> Study:
    return parse_study(real_study(**changes), where="test")


def scenarios_in(study: Study) -> dict[Category, list[AnyScenario]]:
    return {category: scenarios_of(study, the_catalog(), category) for category in study.file.mix.shares()}


def draw_many(study: Study, n: int) -> list[Place]:
    taken: list[Place] = []
    for seed in range(n):
        drawn = draw(study=study, scenarios=scenarios_in(study), taken=taken, seed=seed)
        taken.append(Place(drawn.model, drawn.scenario.category, drawn.scenario.id))
    return taken


def test_cells_reach_their_shares_exactly() -> None:
    taken = draw_many(a_study(models=THREE_TO_ONE), 200)
    cells = Counter((place.model, place.category) for place in taken)
    assert cells == {
        (MODELS[0], "open_chat"): 30,
        (MODELS[0], "goal_oriented"): 60,
        (MODELS[0], "tool_calling"): 60,
        (MODELS[1], "open_chat"): 10,
        (MODELS[1], "goal_oriented"): 20,
        (MODELS[1], "tool_calling"): 20,
    }


def test_no_cell_is_ever_more_than_one_ahead() -> None:
    study = a_study(mix={"open_chat": 20, "goal_oriented": 40, "tool_calling": 40})
    taken = draw_many(study, 100)
    for n in range(1, 101):
        cells = Counter((place.model, place.category) for place in taken[:n])
        for (_, category), filled in cells.items():
            target = n * getattr(study.file.mix, category) / 200
            assert abs(filled - target) < 2


def test_scenarios_of_a_cell_are_used_evenly() -> None:
    taken = draw_many(a_study(), 120)
    for category in ("goal_oriented", "tool_calling"):
        for model in MODELS:
            used = Counter(place.scenario_id for place in taken if (place.model, place.category) == (model, category))
            assert max(used.values()) - min(used.values()) <= 1
            assert len(used) == len(the_catalog().of(category))


def test_a_category_without_share_is_never_drawn() -> None:
    taken = draw_many(a_study(mix={"open_chat": 0, "goal_oriented": 0, "tool_calling": 100}), 20)
    assert {place.category for place in taken} == {"tool_calling"}


def test_same_seed_same_draw_and_other_seeds_differ() -> None:
    study = a_study()
    first = [draw(study=study, scenarios=scenarios_in(study), taken=[], seed=seed) for seed in range(30)]
    again = [draw(study=study, scenarios=scenarios_in(study), taken=[], seed=seed) for seed in range(30)]
    assert first == again
    assert len({(one.model, one.scenario.id) for one in first}) > 5


def test_the_reason_tells_between_what_chance_decided() -> None:
    study = a_study()
    drawn = draw(study=study, scenarios=scenarios_in(study), taken=[], seed=1)
    assert len(drawn.reason["cells"]) == 6  # type: ignore[arg-type]
    assert drawn.scenario.id in drawn.reason["scenarios"]  # type: ignore[operator]


def test_a_wish_meets_the_models_in_turn() -> None:
    study = a_study()
    scenario = the_catalog().of("open_chat")[0]
    taken: list[Place] = []
    for seed in count():
        drawn = draw_wished(study=study, wished=[scenario], taken=taken, seed=seed)
        taken.append(Place(drawn.model, scenario.category, drawn.scenario.id))
        if len(taken) == 10:
            break
    assert Counter(place.model for place in taken) == {MODELS[0]: 5, MODELS[1]: 5}
    assert {place.scenario_id for place in taken} == {scenario.id}


def test_a_wish_for_a_kind_takes_its_scenarios_evenly() -> None:
    study, taken = a_study(), list[Place]()
    wished = the_catalog().of("tool_calling")
    for seed in range(3 * len(wished)):
        drawn = draw_wished(study=study, wished=wished, taken=taken, seed=seed)
        taken.append(Place(drawn.model, drawn.scenario.category, drawn.scenario.id))
    assert set(Counter(place.scenario_id for place in taken).values()) == {3}
