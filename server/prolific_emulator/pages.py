"""What a participant sees of Prolific: studies, taking part, returning, entering a code, coming back with one."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates

from server.prolific_emulator import submissions
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.routes.access import WorldOf, find
from server.prolific_emulator.state import INSIDE, Person, State, Study, Submission

PERSON_COOKIE = "prolific_person"
N_OFFERED = 20  # people to be, in the list
SEE_OTHER = 303

router = APIRouter(default_response_class=HTMLResponse)
templates = Jinja2Templates(Path(__file__).parent / "templates")
Me = Annotated[str | None, Cookie(alias=PERSON_COOKIE)]


@router.get("/")
async def home(request: Request, world: WorldOf, me: Me = None) -> Response:
    """The studies that are open to this person, and those that they are in."""
    with world.open() as state:
        person = _person(state, me)
        cards = [_card(state, study, person) for study in state.studies.values() if study.status != "UNPUBLISHED"]
        people = [*state.people.values()][:N_OFFERED]
        context = {"person": person, "people": people, "cards": [card for card in cards if card], "now": world.now}
        return templates.TemplateResponse(request, "home.html", context)


@router.post("/me")
async def become(person: Annotated[str, Form()]) -> Response:
    """Be somebody else."""
    response = RedirectResponse("/", SEE_OTHER)
    response.set_cookie(PERSON_COOKIE, person, httponly=True, samesite="lax")
    return response


@router.post("/studies/{study_id}/take-part")
async def take_part(request: Request, study_id: str, world: WorldOf, me: Me = None) -> Response:
    """Reserve a place, for ten minutes."""
    with world.open() as state:
        try:
            submissions.reserve(state, find(state.studies, study_id), _person(state, me), world.now)
        except RefusalError as error:
            return _told(request, "This did not work", str(error.detail or error.title), status=error.status)
    return RedirectResponse("/", SEE_OTHER)


@router.get("/submissions/complete")
async def come_back(request: Request, world: WorldOf, cc: str = "", me: Me = None) -> Response:
    """Where a study sends its participants: with a code, at the end."""
    with world.open() as state:
        mine = [found for found in _mine(state, _person(state, me)) if found.status in INSIDE]
        if not mine:
            return _told(request, "No open submission", "You are not taking part in a study now.", status=404)
        return _finish(request, state, mine[-1], cc, world.now)


@router.get("/submissions/{submission_id}/open")
async def open_study(submission_id: str, world: WorldOf) -> Response:
    """Follow the link into the study."""
    with world.open() as state:
        submission = find(state.submissions, submission_id)
        submissions.start(state, submission, world.now)
        return RedirectResponse(submissions.entry_url(state, submission), SEE_OTHER)


@router.post("/submissions/{submission_id}/return")
async def give_back(request: Request, submission_id: str, world: WorldOf) -> Response:
    """Return the submission."""
    with world.open() as state:
        try:
            submissions.give_back(state, find(state.submissions, submission_id), world.now)
        except RefusalError as error:
            return _told(request, "This did not work", str(error.detail or error.title), status=error.status)
    return RedirectResponse("/", SEE_OTHER)


@router.post("/submissions/{submission_id}/code")
async def enter_code(
    request: Request, submission_id: str, world: WorldOf, code: Annotated[str, Form()] = ""
) -> Response:
    """Finish with a code typed by hand, or with none."""
    with world.open() as state:
        return _finish(request, state, find(state.submissions, submission_id), code.strip(), world.now)


def _finish(request: Request, state: State, submission: Submission, code: str, now: Any) -> Response:
    try:
        submissions.finish(state, submission, code or None, now)
    except RefusalError as error:
        return _told(request, "This did not work", str(error.detail or error.title), status=error.status)
    if submission.return_requested:
        return _told(
            request, "Please return your submission", "The researcher asks you to return it; the list shows how."
        )
    return _told(request, "Thank you for taking part", f"Your submission is {submission.status.lower()}.")


def _told(request: Request, title: str, text: str, *, status: int = 200) -> Response:
    context = {"title": title, "text": text}
    return templates.TemplateResponse(request, "told.html", context, status_code=status)


def _person(state: State, person_id: str | None) -> Person:
    return state.people.get(person_id or "") or next(iter(state.people.values()))


def _mine(state: State, person: Person) -> list[Submission]:
    return [found for found in state.submissions.values() if found.person_id == person.id]


def _card(state: State, study: Study, person: Person) -> dict[str, Any] | None:
    """A study as this person sees it; None where it is not shown to them."""
    mine = next((found for found in _mine(state, person) if found.study_id == study.id), None)
    if mine is None and submissions.obstacle(state, study, person) is not None:
        return None
    return {
        "study": study,
        "mine": mine,
        "inside": mine is not None and mine.status in INSIDE,
        "may_return": mine is not None and mine.status in (*INSIDE, "AWAITING REVIEW"),
        "reward": f"{int(study.sent['reward']) / 100:.2f} {state.currency}",
    }
