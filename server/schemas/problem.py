"""What every refusal looks like on the wire: RFC 9457 problem details."""

from pydantic import Field

from server.schemas.participant import Told


class FieldProblem(Told):
    """One field that was refused, and what is right."""

    field: str
    message: str


class Problem(Told):
    """``code`` is for programs, ``detail`` is one clear sentence for people."""

    type: str = Field(examples=["/problems/wrong_stage"])
    code: str = Field(examples=["wrong_stage"])
    title: str
    status: int
    detail: str
    fields: list[FieldProblem] = Field(default_factory=list)
