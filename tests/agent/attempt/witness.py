"""A model that tells when it was let go of, for a registry file."""

from agent.models.fakes import TextEcho
from agent.models.registry import BuildContext, ModelSpec

let_go: list[str] = []  # the conversations whose model was closed


class Witness(TextEcho):
    """Otherwise an ordinary fake."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__()
        self._conversation_id = conversation_id

    async def aclose(self) -> None:
        let_go.append(self._conversation_id)


def build(spec: ModelSpec, context: BuildContext) -> Witness:
    return Witness(context.conversation_id)
