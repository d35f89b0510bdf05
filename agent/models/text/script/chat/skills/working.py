"""What to say beside a task, where the words are neither for a tool nor for any small talk."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply
from agent.models.text.script.chat.skills.listening import acknowledge

_YES = r"(?:yes|yeah|yep|sure|of course|exactly|right|correct|that is right|perfect|definitely|absolutely)(?: .{0,20})?"
_NO = r"(?:no|nope|nah|not really|not now|nothing|no that is all|that is all|that is it|not yet)(?: .{0,25})?"
_FINE = (
    r"(?:okay|ok|all right|great|good|cool|nice|i see|got it|aha|wonderful|awesome|interesting|hm|oh|really|wow|fine|"
    r"very good|sounds good|that is (?:good|fine|great|nice|okay))(?: .{0,15})?"
)
_LIKING = r"love|like|enjoy|great day|beautiful|tired|exhausted|happy|nice|awful|terrible|stressed"


def at_work(heard: Heard, memory: Memory) -> Reply:
    """Bring the talk back to what is to be done."""
    if heard.is_(_NO):
        return Reply(
            memory.pick("All right. Just tell me if there's anything else.", "Okay. I'm here if you need more.")
        )
    if heard.is_(_YES):
        return Reply(memory.pick("Good. What should I do next?", "All right. What comes next?", "Fine. And now?"))
    if heard.is_(_FINE):
        return Reply(memory.pick("Anything else I can do?", "What else do you need?", "What's next?"))
    if heard.has(_LIKING) and not heard.is_question:
        return Reply(f"{acknowledge(heard, memory)} {memory.pick('What can I do for you?', 'Now, what shall I do?')}")
    if heard.is_question:
        return Reply(
            memory.pick(
                "I'm not sure I got the question. Could you put it another way?",
                "That I can't tell, I'm afraid. What would you like me to look up?",
                "I don't know that. Shall I look something up for you?",
            ),
            sure=False,
        )
    return Reply(
        memory.pick(
            "I see. What would you like me to do about it?",
            "Sorry, I'm not sure what I should do there. Could you say it another way?",
            "Okay. Tell me what I should look up or change.",
            "I understand. And what should I do for you?",
        ),
        sure=False,
    )
