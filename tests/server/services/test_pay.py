"""What is promised and what is earned."""

import pytest

from server.services.pay import Earned, earned, promised, total_minor, total_text
from server.study_file import PayRules

RULES = PayRules(
    currency="USD",
    base_minor=25,
    per_minute_minor=25,
    max_minutes=10,
    task_bonus_minor=100,
    feedback_bonus_minor=25,
    fault_minor=100,
)


def test_promised_is_what_the_paper_paid_at_most() -> None:
    lines = promised(RULES)
    assert [line.amount_minor for line in lines] == [25, 250, 100, 25]
    assert total_minor(lines) == 400


@pytest.mark.parametrize(
    ("facts", "cents"),
    [
        (Earned(talked_s=0), 0),
        (Earned(talked_s=61), 50),
        (Earned(talked_s=0, submitted=True), 25),
        (Earned(talked_s=1, submitted=True), 50),
        (Earned(talked_s=60, submitted=True), 50),
        (Earned(talked_s=61, submitted=True), 75),
        (Earned(talked_s=600, submitted=True, feedback_given=True), 300),
        (Earned(talked_s=660, submitted=True, feedback_given=True), 300),
        (Earned(talked_s=600, submitted=True, feedback_given=True, task_done=True), 400),
        (Earned(talked_s=0, our_fault=True), 100),
        (Earned(talked_s=55, our_fault=True), 100),
        (Earned(talked_s=300, our_fault=True), 150),
    ],
)
def test_earned(facts: Earned, cents: int) -> None:
    assert total_minor(earned(RULES, facts)) == cents


def test_lines_of_nothing_are_left_out() -> None:
    facts = Earned(talked_s=120, submitted=True)
    assert [line.label for line in earned(RULES, facts)] == ["Taking part", "Conversation"]
    unpaid = RULES.model_copy(update={"task_bonus_minor": 0})
    assert "Task" not in [line.label for line in promised(unpaid)]


@pytest.mark.parametrize(
    ("currency", "text"), [("USD", "$4.00"), ("GBP", "£4.00"), ("EUR", "€4.00"), ("CHF", "CHF 4.00")]
)
def test_amounts_as_people_write_them(currency: str, text: str) -> None:
    rules = RULES.model_copy(update={"currency": currency})
    assert total_text(promised(rules), currency) == text
