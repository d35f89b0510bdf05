from collections.abc import Iterable
from pathlib import Path

import pytest

from tools.setup.errors import SetupError
from tools.setup.shell import Shell
from tools.setup.steps import Step


class Bench:
    """A step that copies its input to its output, and how often it did."""

    def __init__(self, folder: Path) -> None:
        self.source, self.product = folder / "source", folder / "product"
        self.word = "one"
        self.n_acts = 0
        self.source.write_text("first")
        self.step = Step(
            name="copy", title="Copy", inputs=self._inputs, outputs=(self.product,), act=self._act, stamps=folder
        )

    def _inputs(self) -> Iterable[Path | str]:
        return (self.source, self.word)

    def _act(self, _shell: Shell) -> None:
        self.n_acts += 1
        self.product.write_text(self.source.read_text())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_new_step_is_not_done_and_a_done_one_is(bench: Bench, shell: Shell) -> None:
    assert not bench.step.is_done()
    bench.step.do(shell)
    assert bench.step.is_done()
    assert bench.n_acts == 1


def test_a_changed_file_asks_for_it_again_and_its_old_content_does_not(bench: Bench, shell: Shell) -> None:
    bench.step.do(shell)
    bench.source.write_text("second")
    assert not bench.step.is_done()
    bench.source.write_text("first")
    assert bench.step.is_done()


def test_a_changed_word_asks_for_it_again(bench: Bench, shell: Shell) -> None:
    bench.step.do(shell)
    bench.word = "two"
    assert not bench.step.is_done()


def test_a_missing_output_asks_for_it_again(bench: Bench, shell: Shell) -> None:
    bench.step.do(shell)
    bench.product.unlink()
    assert not bench.step.is_done()


def test_a_failure_leaves_no_stamp(bench: Bench, shell: Shell) -> None:
    bench.step.do(shell)

    def fail(_shell: Shell) -> None:
        raise SetupError("no")

    broken = Step(
        name="copy",
        title="Copy",
        inputs=bench.step.inputs,
        outputs=bench.step.outputs,
        act=fail,
        stamps=bench.step.stamps,
    )
    with pytest.raises(SetupError):
        broken.do(shell)
    assert not bench.step.is_done()


def test_an_input_that_changes_while_the_step_acts_is_not_taken_for_done(bench: Bench, shell: Shell) -> None:
    def meddle(_shell: Shell) -> None:
        bench.product.write_text("made of the first")
        bench.source.write_text("second")

    step = Step(
        name="copy",
        title="Copy",
        inputs=bench.step.inputs,
        outputs=bench.step.outputs,
        act=meddle,
        stamps=bench.step.stamps,
    )
    step.do(shell)
    assert not step.is_done()


def test_content_cannot_move_between_inputs(tmp_path: Path) -> None:
    def step(*inputs: str) -> Step:
        return Step(name="x", title="X", inputs=lambda: inputs, outputs=(), act=lambda _: None, stamps=tmp_path)

    assert step("ab", "c").fingerprint() != step("a", "bc").fingerprint()
