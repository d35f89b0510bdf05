"""Every reply is written down once, whatever becomes of it."""

from pathlib import Path

from agent.answering.dialogue import Dialogue
from agent.models.fakes import ToneVoice
from agent.observers.floor import Floor
from agent.speaking.mouth import Mouth
from agent.speaking.replies import Replies
from scenarios.events import Reply
from tests.agent.parts import logged, new_log


async def test_a_reply_that_was_cleared_before_its_first_frame_is_written_once(tmp_path: Path) -> None:
    log = new_log(tmp_path)
    dialogue = Dialogue("Be kind.")
    mouth = Mouth(
        voice=ToneVoice(), dialogue=dialogue, first_number=1, on_first_audio=lambda reply: None, now_s=lambda: 1.5
    )
    floor = Floor(log, mouth.about_to_speak)
    floor.ready()
    replies = Replies(log=log, mouth=mouth, floor=floor)
    speaking = mouth.open("answer", turn=1, speaks_itself=True)
    speaking.write("Nobody hears this.")
    assert mouth.about_to_speak()
    replies.finished(speaking.reply, 0.0, interrupted=True)
    assert not mouth.about_to_speak()
    assert floor.agent == "listening"
    replies.settle_answers()
    replies.settle_all()
    assert [(r.text, r.heard, r.begun_s) for r in logged(log, Reply)] == [("Nobody hears this.", "", 1.5)]
    floor.close()
