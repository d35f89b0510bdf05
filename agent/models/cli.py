"""The command ``parley models``: which there are, what each needs, whether it answers, and how it sounds."""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from agent.answering.prompts import system_prompt
from agent.models.base import Audio, ModelError, Turn, UserMessage, Utterance, Voice, VoiceModel
from agent.models.needs import missing
from agent.models.registry import BuildContext, ModelSpec, Registry, RegistryError
from agent.models.sound_files import play_sound, read_sound, write_sound
from agent.settings import ModelSettings
from scenarios.scenario import OpenChat

app = typer.Typer(
    name="models",
    help="The voice models: which there are, what each needs, whether it answers.",
    no_args_is_help=True,
    add_completion=False,
)

Which = Annotated[str, typer.Argument(metavar="ID", help="A model's id.")]
Some = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Models' ids; without any, all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


TRIAL = {
    "schema_version": 1,
    "id": "trial",
    "title": "Trial",
    "category": "open_chat",
    "card": {},
    "assistant_prompt": "Somebody tries you out with a single question.",
}


@app.command("list")
def list_models(as_json: AsJson = False) -> None:
    """List the models, and what is missing to talk with each.

    Example: parley models list
    """
    registry, settings = _known()
    rows = [{**_row(registry.spec(i)), "missing": missing(registry, i, settings)} for i in registry.ids]
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        needs = "ready" if not row["missing"] else f"needs {', '.join(row['missing'])}"
        print(f"{row['id']:<28} {row['kind']:<15} {row['tools']:<7} {row['size'] or '-':<4} {needs}")


@app.command()
def show(model_id: Which) -> None:
    """Show everything that is known of a model, as JSON.

    Example: parley models show gpt-realtime
    """
    registry, settings = _known()
    model, *parts = registry.parts(_spec(registry, model_id))
    shown = model.model_dump(mode="json") | {"parts": [part.model_dump(mode="json") for part in parts]}
    _print_json(shown | {"missing": missing(registry, model_id, settings)})


@app.command()
def check(model_ids: Some = None, as_json: AsJson = False) -> None:
    """Make a real, tiny call to each model that can be reached; say what is missing for the others.

    Costs a fraction of a cent for each. Exits with 1 when one that can be reached does not answer.

    Example: parley models check gpt-4o-mini gemini-2.5-flash
    """
    registry, settings = _known()
    specs = [_spec(registry, model_id) for model_id in model_ids or registry.ids]
    findings = []
    for spec in specs:
        findings.append(finding := {"id": spec.id, **asyncio.run(_check(registry, spec, settings))})
        if not as_json:
            print(f"{finding['id']:<28} {finding['verdict']:<8} {finding['detail']}", flush=True)
    if as_json:
        _print_json(findings)
    raise typer.Exit(int(any(finding["verdict"] == "fails" for finding in findings)))


@app.command()
def say(
    model_id: Which,
    recording: Annotated[Path, typer.Argument(help="What the user says: a WAV file.")],
    out: Annotated[Path | None, typer.Option(help="Write the answer to this WAV file instead of playing it.")] = None,
    prompt: Annotated[str, typer.Option(help="The scenario's part of the system prompt.")] = "",
) -> None:
    """Send a model a recording, play or save its answer, and print its words and latencies as JSON.

    Example: parley models say gpt-realtime question.wav --out answer.wav
    """
    registry, settings = _known()
    spec = _spec(registry, model_id)
    if lacks := missing(registry, model_id, settings):
        _refuse(f"{model_id} needs {', '.join(lacks)}")
    try:
        question = read_sound(recording)
        told, answer = asyncio.run(_say(registry, spec, settings, question=question, prompt=prompt))
        _print_json(told)
        if answer is not None:
            play_sound(answer) if out is None else write_sound(out, answer)
    except (ModelError, RegistryError, OSError) as error:
        _refuse(f"{model_id}: {type(error).__name__}: {error}", code=1)


async def _check(registry: Registry, spec: ModelSpec, settings: ModelSettings) -> dict[str, Any]:
    """Whether model and voice answer."""
    from agent.models.fakes import tone
    from agent.models.trial import first_sign

    if lacks := missing(registry, spec.id, settings):
        return {"verdict": "missing", "detail": ", ".join(lacks)}
    started = time.monotonic()
    try:
        model, voice = _build(registry, spec, settings)
        try:
            await first_sign(model, _turn(model, tone(0.6), "Answer with one word."))
            took_ms = round((time.monotonic() - started) * 1000)
            if not model.capabilities.audio_out:
                await anext(voice.speak("Yes."))
        finally:
            await model.aclose()
    except (ModelError, RegistryError) as error:
        return {"verdict": "fails", "detail": f"{type(error).__name__}: {error}"}
    return {"verdict": "works", "detail": f"first sign after {took_ms} ms"}


async def _say(
    registry: Registry, spec: ModelSpec, settings: ModelSettings, *, question: Audio, prompt: str
) -> tuple[dict[str, Any], Audio | None]:
    from agent.models.trial import hold
    from agent.models.wire_audio import at_rate

    model, voice = _build(registry, spec, settings)
    try:
        trial = await hold(model, voice, _turn(model, question, prompt), now=time.monotonic)
    finally:
        await model.aclose()
    times = {"first_delta": trial.first_delta_ms, "first_audio": trial.first_audio_ms, "complete": trial.complete_ms}
    told = {
        "model": spec.id,
        "model_reported": trial.usage and trial.usage.model_reported,
        "heard": trial.heard,
        "text": trial.text.strip(),
        "latency_ms": {name: None if ms is None else round(ms) for name, ms in times.items()},
        "usage": dict(trial.usage.counts) if trial.usage else {},
    }
    rate = trial.audio[0].sample_rate if trial.audio else 0
    pcm = b"".join(at_rate(audio, rate).pcm for audio in trial.audio)
    return told, Audio(pcm, rate) if pcm else None


def _build(registry: Registry, spec: ModelSpec, settings: ModelSettings) -> tuple[VoiceModel, Voice]:
    scenario = OpenChat.model_validate(TRIAL)
    voice = registry.build_voice(spec, settings)
    return registry.build(spec, BuildContext(settings, "cv-trial", scenario, voice)), voice


def _turn(model: VoiceModel, question: Audio, prompt: str) -> Turn:
    return Turn(system_prompt(prompt, model.capabilities), (UserMessage((Utterance(1, question),)),))


def _known() -> tuple[Registry, ModelSettings]:
    try:
        settings = ModelSettings()
        return Registry(settings.models_file), settings
    except (ValidationError, RegistryError) as error:
        _refuse(str(error))


def _spec(registry: Registry, model_id: str) -> ModelSpec:
    try:
        return registry.spec(model_id)
    except RegistryError as error:
        _refuse(str(error))


def _row(spec: ModelSpec) -> dict[str, Any]:
    known = spec.model_dump(mode="json")
    return {name: known[name] for name in ("id", "name", "kind", "provider", "tools", "size", "licence", "study")}


def _print_json(content: Any) -> None:
    print(json.dumps(content, indent=2, ensure_ascii=False))


def _refuse(words: str, *, code: int = 2) -> NoReturn:
    print(f"parley: {words}", file=sys.stderr)
    raise typer.Exit(code)
