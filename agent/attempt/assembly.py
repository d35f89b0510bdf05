"""Builds everything that one attempt at a conversation consists of, from its brief."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent.answering.dialogue import Dialogue
from agent.answering.limits import Limits
from agent.answering.prompts import system_prompt
from agent.answering.turn_runner import TurnParts, TurnRunner
from agent.attempt.restoring import Past
from agent.bridge import BridgeModel
from agent.hearing.listener import Listener
from agent.models.base import Voice, VoiceModel
from agent.models.registry import BuildContext, ModelSpec, Registry
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.observers.latency import LatencyMarks
from agent.observers.recording import Recorder
from agent.observers.state_channel import Send, StateChannel
from agent.reporting.study_server import Brief
from agent.reporting.version import code_version
from agent.settings import AgentSettings
from agent.speaking.announcer import Announcer
from agent.speaking.mouth import Mouth
from agent.speaking.phrases import Phrases
from agent.speaking.replies import Replies
from agent.tools.base import Tool, Toolbox
from agent.tools.call_ids import CallIds
from agent.tools.calling import ToolCalling
from agent.tools.fetch_url import FetchUrl
from agent.tools.scenario_tools import scenario_tools
from agent.tools.web_search import WebSearch
from scenarios.events import ConversationStarted, Fault
from scenarios.loading import AnyScenario, parse_scenario
from scenarios.run import ScenarioRun


@dataclass(frozen=True, slots=True)
class Assembly:
    """The parts that the conversation's course is steered with."""

    log: EventLog
    scenario: AnyScenario
    model: VoiceModel
    bridge: BridgeModel
    listener: Listener
    dialogue: Dialogue
    phrases: Phrases
    announcer: Announcer
    floor: Floor
    marks: LatencyMarks
    replies: Replies
    recorder: Recorder
    channel: StateChannel


@dataclass(frozen=True, slots=True)
class _Subject:
    """Which model talks, about what, and the study's voice."""

    spec: ModelSpec
    model: VoiceModel
    voice: Voice
    run: ScenarioRun


@dataclass(frozen=True, slots=True)
class _Talking:
    """What the words of both sides go through."""

    dialogue: Dialogue
    phrases: Phrases
    mouth: Mouth
    floor: Floor
    marks: LatencyMarks
    replies: Replies
    listener: Listener


def log_start(log: EventLog, brief: Brief, *, scenario: AnyScenario, spec: ModelSpec) -> None:
    """The first event of every attempt."""
    log.append(
        ConversationStarted,
        model=spec.id,
        kind=spec.kind,
        scenario_id=scenario.id,
        scenario_hash=scenario.hash,
        study_hash=brief.study_hash,
        code_version=code_version(),
        tool_calls=spec.tools,
    )


def log_unreadable(log: EventLog, past: Past) -> None:
    """What the participant said and the model can no longer hear."""
    for utterance in past.unreadable:
        known = f"attempt {utterance.attempt}, utterance {utterance.utterance}: {utterance.audio}"
        log.append(Fault, where="recorder", kind="utterance_not_readable", message=known, fatal=False)


def assemble(
    brief: Brief, past: Past, *, settings: AgentSettings, log: EventLog, send: Send, give_up: Callable[[str], None]
) -> Assembly:
    """Build model, world and all that stands between them and the room.

    Raises RegistryError, ScenarioError, ReplayError, or whatever the model's factory raises.
    """
    subject = _subject(brief, past, settings=settings, log=log)
    talking = _talking(subject, past, log)
    runner = _runner(subject, talking, past=past, log=log, give_up=give_up)
    return Assembly(
        log=log,
        scenario=subject.run.scenario,
        model=subject.model,
        bridge=BridgeModel(runner=runner, listener=talking.listener, dialogue=talking.dialogue),
        listener=talking.listener,
        dialogue=talking.dialogue,
        phrases=talking.phrases,
        announcer=Announcer(phrases=talking.phrases, mouth=talking.mouth, replies=talking.replies),
        floor=talking.floor,
        marks=talking.marks,
        replies=talking.replies,
        recorder=Recorder(log),
        channel=_channel(brief, past, run=subject.run, log=log, floor=talking.floor, send=send),
    )


def _subject(brief: Brief, past: Past, *, settings: AgentSettings, log: EventLog) -> _Subject:
    """Build the model, and the world as earlier attempts left it; the log begins with what was asked for."""
    scenario = parse_scenario(brief.scenario)
    registry = Registry(settings.models_file)
    spec = registry.spec(brief.model)
    log_start(log, brief, scenario=scenario, spec=spec)
    log_unreadable(log, past)
    voice = registry.build_voice(spec, settings)
    model = registry.build(spec, BuildContext(settings, brief.conversation_id, scenario, voice))
    run = ScenarioRun(scenario)
    run.replay(past.events)
    return _Subject(spec, model, voice, run)


def _talking(subject: _Subject, past: Past, log: EventLog) -> _Talking:
    model, marks = subject.model, LatencyMarks(log)
    dialogue = Dialogue(system_prompt(subject.run.scenario.instructions, model.capabilities), past.messages)
    mouth = Mouth(
        voice=subject.voice,
        dialogue=dialogue,
        first_number=past.replies + 1,
        on_first_audio=marks.first_audio,
        now_s=log.timeline.now_s,
    )
    floor = Floor(log, mouth.about_to_speak)
    return _Talking(
        dialogue=dialogue,
        phrases=Phrases(subject.voice),
        mouth=mouth,
        floor=floor,
        marks=marks,
        replies=Replies(log=log, mouth=mouth, floor=floor),
        listener=Listener(
            log=log, model=model, floor=floor, marks=marks, first_utterance=past.utterances + 1, turn=past.turns
        ),
    )


def _runner(
    subject: _Subject, talking: _Talking, *, past: Past, log: EventLog, give_up: Callable[[str], None]
) -> TurnRunner:
    return TurnRunner(
        TurnParts(
            model_id=subject.spec.id,
            model=subject.model,
            dialogue=talking.dialogue,
            mouth=talking.mouth,
            phrases=talking.phrases,
            replies=talking.replies,
            tools=ToolCalling(_toolbox(subject), run=subject.run, log=log),
            call_ids=CallIds(past.call_ids),
            listener=talking.listener,
            floor=talking.floor,
            log=log,
            marks=talking.marks,
            limits=Limits(),
            give_up=give_up,
        )
    )


def _toolbox(subject: _Subject) -> Toolbox:
    """The same for every model of a study (paper F.4): the web, and what the scenario offers."""
    web: tuple[Tool, ...] = (WebSearch(), FetchUrl()) if subject.spec.web_tools else ()
    return Toolbox((*web, *scenario_tools(subject.run)))


def _channel(brief: Brief, past: Past, *, run: ScenarioRun, log: EventLog, floor: Floor, send: Send) -> StateChannel:
    """What the page is shown, which knows what is to be done and of earlier attempts, and follows the log from here."""
    channel = StateChannel(
        attempt=brief.attempt,
        timeline=log.timeline,
        floor=floor,
        send=send,
        limit_s=brief.limit_s,
        talked_s=brief.talked_s,
    )
    for event in past.events:
        channel.restore(event)
    if run.verification is not None:
        channel.know(run.verification)
    log.watch(channel.watch)
    return channel


def attempt_folder(settings: AgentSettings, brief: Brief) -> Path:
    """Where an attempt leaves its log, its recording and its utterances."""
    return settings.conversations_dir / brief.conversation_id / f"attempt-{brief.attempt}"
