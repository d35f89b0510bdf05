"""docs/models.md tells of the registry's models, and of no other."""

from agent.models.base import ModelError
from agent.models.registry import Registry
from tests.docs.test_codebook import chapters, rows
from tests.support.livekit_server import REPOSITORY

REGISTRY = Registry(REPOSITORY / "agent/models/models.yaml")
CHAPTERS = chapters((REPOSITORY / "docs/models.md").read_text(encoding="utf-8"), 2)
NEEDS = {"openai": "OpenAI", "google": "Google, OpenAI", "vllm": "endpoint, OpenAI"}


def test_the_table_holds_every_model_of_a_study_as_it_is() -> None:
    studied = [spec for spec in map(REGISTRY.spec, REGISTRY.ids) if spec.study]
    assert rows(CHAPTERS["The eighteen"]) == {
        spec.id: [
            str(spec.name),
            spec.kind.replace("_", "-"),
            f"`{spec.asked_for}`",
            spec.tools,
            spec.size or "–",
            str(spec.licence),
            NEEDS[str(spec.provider)],
        ]
        for spec in studied
    }


def test_every_kind_of_failure_is_explained() -> None:
    kinds = {kind.__name__ for kind in ModelError.__subclasses__() if kind.__module__ == ModelError.__module__}
    assert set(rows(CHAPTERS["When it goes wrong"])) == kinds
