import pytest

from agent.speech.spoken_form import spoken_form


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("I opened summary.txt.", "I opened summary dot T X T."),
        ("final_report_v2.pdf", "final report v2 dot P D F"),
        ("Order ord-1001 is placed.", "Order O R D, one zero zero one is placed."),
        ("See https://www.example.com/help.", "See example dot com slash help"),
        ("At 15:30, or 13:00.", "At 3:30 PM, or 1 PM."),
        ("From 20:15-21:00", "From 8:15 PM to 9 PM"),
        ("It is 9:30 PM.", "It is 9:30 PM."),
        ("Mon, Tue, Wed", "Monday, Tuesday, Wed"),
        ("Sat 14 Jun, and Jan. 5", "Saturday 14 Jun, and January 5"),
        ("I sat at the table with my son.", "I sat at the table with my son."),
        ("The sun is out.", "The sun is out."),
        ("e.g. apples", "for example apples"),
        ("7 x 8 = 56", "7 times 8 = 56"),
        ("12 / 4 is 3", "12 divided by 4 is 3"),
        ("2 x oat milk", "2 oat milk"),
        ("Call 555-0123.", "Call five five five, zero one two three."),
        ("**Done:** the *blue* one 😀", "Done: the blue one"),
        ("1. First\n- second\n\n# Third", "1. First\nsecond\nThird"),
        ("living_room_lamp is on", "living room lamp is on"),
        ("That is $1,250.50.", "That is $1,250.50."),
        ("Room 3B", "Room 3 B"),
        ("", ""),
    ],
)
def test_what_the_voice_would_stumble_over_is_spelled_out(written: str, spoken: str) -> None:
    assert spoken_form(written) == spoken
