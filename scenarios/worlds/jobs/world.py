"""A job board: search, look closer, save, keep one's availability up to date, apply and withdraw."""

from collections.abc import Mapping
from typing import Any

from scenarios.forms.days import WEEKDAYS
from scenarios.worlds.base import ToolError, World, tool
from scenarios.worlds.jobs.state import JobsState
from scenarios.worlds.reading import find_one, rank_by_words, read_day
from scenarios.worlds.schema import parameters, several, text

JOB = {"job": text("The job's id, or the words of its title or employer.")}
APPLICATION = {"application": text("The application's id, or the words of its job's title or employer.")}


class JobsWorld(World):
    """The jobs of a board and one user, who is signed in. An application takes the profile as it is when it is sent."""

    domain = "jobs"
    state_model = JobsState

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return list(dict.fromkeys(job[part] for job in state["jobs"].values() for part in ("title", "employer")))

    @tool(
        "Search the jobs. Finds those whose title, employer or description has any of the words; details come one "
        "by one with get_job.",
        parameters({"words": text("What to look for.")}),
    )
    def search_jobs(self, words: str) -> Any:
        described = {
            key: f"{job['title']} | {job['employer']} | {job['about']}" for key, job in self.state["jobs"].items()
        }
        return {"jobs": [self._brief(key) for key in rank_by_words(words, described)]}

    @tool("Show everything about one job: place, way from home, hours, days, pay, last day to apply.", parameters(JOB))
    def get_job(self, job: str) -> Any:
        key = self._job(job)
        found = {name: value for name, value in self.state["jobs"][key].items() if name != "hourly_cents"}
        return {"id": key, **found, "pay_per_hour": self.state["jobs"][key]["hourly_cents"] / 100}

    @tool("Save a job to come back to it. This does not apply.", parameters(JOB))
    def save_job(self, job: str) -> Any:
        key = self._job(job)
        if key in self.state["saved"]:
            raise ToolError(f"{key} is saved already")
        self.state["saved"][key] = self._today
        return {"saved": self._brief(key)}

    @tool("Take a job off the saved ones.", parameters(JOB))
    def unsave_job(self, job: str) -> Any:
        key = self._job(job)
        if key not in self.state["saved"]:
            raise ToolError(f"{key} is not saved; saved: {', '.join(self.state['saved']) or 'none'}")
        del self.state["saved"][key]
        return {"unsaved": self._brief(key)}

    @tool("List the saved jobs.", parameters())
    def list_saved_jobs(self) -> Any:
        return {"jobs": [self._brief(key) for key in self.state["saved"]]}

    @tool("Show the user's profile: name, home and availability.", parameters())
    def get_profile(self) -> Any:
        return self.state["profile"]

    @tool(
        "Set on which days of the week the user can work, and from when. It replaces what the profile said; "
        "applications already sent keep what they said.",
        parameters(
            {
                "days": several("All days on which the user can work.", text("A weekday.", enum=WEEKDAYS)),
                "from_day": text("The first day of work, YYYY-MM-DD; as before unless given."),
            },
            optional=("from_day",),
        ),
    )
    def set_availability(self, days: list[str], from_day: str | None = None) -> Any:
        if not days:
            raise ToolError(f"days is empty; give at least one of {', '.join(WEEKDAYS)}")
        profile = self.state["profile"]
        profile["days"] = [day for day in WEEKDAYS if day in days]
        if from_day is not None:
            profile["from_day"] = read_day(from_day, self.now, argument="from_day").isoformat()
        return profile

    @tool(
        "Apply for a job with the user's profile as it is now. The employer gets it at once.",
        parameters({**JOB, "note": text("A sentence or two to the employer.")}, optional=("note",)),
    )
    def apply_for_job(self, job: str, note: str | None = None) -> Any:
        key = self._job(job)
        if self.state["jobs"][key]["closes"] < self._today:
            raise ToolError(f"{key} closed on {self.state['jobs'][key]['closes']}; today is {self._today}")
        for sent, application in self.state["applications"].items():
            if application["job"] == key and application["status"] != "withdrawn":
                raise ToolError(f"there is an application for {key} already: {sent}")
        profile, application_id = self.state["profile"], f"application-{len(self.state['applications']) + 1}"
        self.state["applications"][application_id] = {
            "job": key,
            "status": "sent",
            "sent_on": self._today,
            "days": profile["days"],
            "from_day": profile["from_day"],
            "note": note,
        }
        return {"application": self._application(application_id)}

    @tool("List the user's applications, the newest first.", parameters())
    def list_applications(self) -> Any:
        return {"applications": [self._application(key) for key in reversed(self.state["applications"])]}

    @tool("Withdraw an application. The employer learns of it, and it cannot be undone.", parameters(APPLICATION))
    def withdraw_application(self, application: str) -> Any:
        named = {key: self._name(item["job"]) for key, item in self.state["applications"].items()}
        key = find_one(application, named, kind="application")
        if self.state["applications"][key]["status"] == "withdrawn":
            raise ToolError(f"{key} is withdrawn already")
        self.state["applications"][key]["status"] = "withdrawn"
        return {"withdrawn": self._application(key)}

    @property
    def _today(self) -> str:
        return self.now.date().isoformat()

    def _job(self, wanted: str) -> str:
        return find_one(wanted, {key: self._name(key) for key in self.state["jobs"]}, kind="job")

    def _name(self, key: str) -> str:
        job = self.state["jobs"][key]
        return f"{job['title']} at {job['employer']}"

    def _brief(self, key: str) -> dict[str, Any]:
        return {"id": key, **{name: self.state["jobs"][key][name] for name in ("title", "employer", "hours_per_week")}}

    def _application(self, key: str) -> dict[str, Any]:
        application = self.state["applications"][key]
        job = self.state["jobs"][application["job"]]
        return {"id": key, **application, "title": job["title"], "employer": job["employer"]}
