"""What a job board's state looks like in a scenario file. Pay is in whole cents of US dollars."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.worlds.dates import Day

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Strict(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Job(Strict):
    """A job that is advertised; ``closes`` is the last day to apply, ``minutes_away`` the way from the user's home."""

    title: str = Field(min_length=1)
    employer: str = Field(min_length=1)
    place: str
    minutes_away: int = Field(ge=0)
    hours_per_week: int = Field(ge=1, le=60)
    hourly_cents: int = Field(gt=0)
    days: list[Weekday] = Field(min_length=1)
    closes: Day
    about: str


class Profile(Strict):
    """What employers learn about the user with each application."""

    name: str
    home: str
    days: list[Weekday]
    from_day: Day


class Application(Strict):
    """An application, with the availability that the profile told when it was sent."""

    job: str
    status: Literal["sent", "invited", "withdrawn"]
    sent_on: Day
    days: list[Weekday]
    from_day: Day
    note: str | None = None


class JobsState(Strict):
    """The jobs by id, the user's profile, applications by id, and the ids of the jobs that the user has saved."""

    profile: Profile
    jobs: dict[str, Job] = Field(min_length=1)
    applications: dict[str, Application]
    saved: dict[str, str] = Field(description="The day on which each job was saved, by the job's id.")

    @model_validator(mode="after")
    def _names_its_jobs(self) -> "JobsState":
        for job in (*(application.job for application in self.applications.values()), *self.saved):
            if job not in self.jobs:
                raise ValueError(f"{job!r} is no job; jobs: {', '.join(self.jobs)}")
        if list(self.applications) != [f"application-{number}" for number in range(1, len(self.applications) + 1)]:
            raise ValueError("applications: ids are application-1, application-2 and so on")
        return self
