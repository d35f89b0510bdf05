"""Entries and answers in the benchmark's format, in our own words."""

import json
from pathlib import Path
from typing import Any

TRIP: dict[str, Any] = {
    "id": "sample_trip_1",
    "question": [
        [{"role": "user", "content": "Book me the economy flight from Boston to Chicago's ORD on 2026-05-04."}],
        [{"role": "user", "content": "Cancel that again and tell Bo that the trip is off until June 7."}],
        [],
    ],
    "initial_config": {
        "TravelAPI": {
            "access_token": "tok",
            "credit_card_list": {"c1": {"card_number": "1", "balance": 2000.0}},
            "user_first_name": "Ann",
        }
    },
    "involved_classes": ["TravelAPI", "MessageAPI"],
    "excluded_function": ["register_credit_card"],
    "path": ["ignored"],
}
TRIP_ANSWER: dict[str, Any] = {
    "id": "sample_trip_1",
    "ground_truth": [
        [
            "get_flight_cost('RMS', 'ORD', '2026-05-04', 'economy')",
            "get_flight_cost(travel_from='RMS', travel_to='LAX', travel_date='2026-05-04', travel_class='economy')",
            "book_flight('tok', 'c1', '2026-05-04', 'RMS', travel_to='LAX', travel_class='economy')",
        ],
        [
            "cancel_booking(access_token='tok', booking_id='7712345')",
            "message_login('USR001')",
            "send_message(receiver_id='USR002', message='The trip is off until June 7.')",
        ],
        ["TravelAPI.get_credit_card_balance(access_token='tok', card_id='c1')"],
    ],
}
FILES: dict[str, Any] = {
    "id": "sample_files_2",
    "question": [[{"role": "user", "content": "Put a note that says 'Water the ferns!' into the plants folder."}]],
    "initial_config": {
        "GorillaFileSystem": {
            "root": {"home": {"type": "directory", "contents": {"plants": {"type": "directory", "contents": {}}}}}
        },
        "TwitterAPI": {"authenticated": True},
    },
    "involved_classes": ["GorillaFileSystem", "TwitterAPI"],
}
FILES_ANSWER: dict[str, Any] = {
    "id": "sample_files_2",
    "ground_truth": [
        [
            "cd('plants')",
            "touch(file_name='note.txt')",
            "echo(content='Water the ferns!', file_name='note.txt')",
            "post_tweet(content='Ferns are thirsty.', tags=['#ferns'])",
            "ls()",
        ]
    ],
}


def write(folder: Path, entries: list[Any], answers: list[Any]) -> tuple[Path, Path]:
    """Both files; a text among the lines is written as it is."""
    paths = folder / "entries.jsonl", folder / "answers.jsonl"
    for path, lines in zip(paths, (entries, answers), strict=True):
        path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n")
    return paths
