"""Whose turn it is to pay. Servers that share a database pay one after another; a crashed one's turn runs out."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from server import tables
from server.database import insert_once
from server.parts import Parts

LASTS = timedelta(minutes=10)
THE_ONE = 1


@contextmanager
def payers_turn(parts: Parts) -> Iterator[bool]:
    """Whether it is this caller's turn. It ends with the block; after a crash, by itself."""
    holder = secrets.token_hex(8)
    mine = _take(parts, holder)
    try:
        yield mine
    finally:
        if mine:
            _release(parts, holder)


def _take(parts: Parts, holder: str) -> bool:
    now = parts.clock()
    with parts.database.write() as session:
        insert_once(session, [tables.PayerTurn(id=THE_ONE, holder="", until=now)])
        turn = session.get_one(tables.PayerTurn, THE_ONE, with_for_update=True, populate_existing=True)
        if turn.holder and turn.until > now:
            return False
        turn.holder, turn.until = holder, now + LASTS
        return True


def _release(parts: Parts, holder: str) -> None:
    with parts.database.write() as session:
        turn = session.get_one(tables.PayerTurn, THE_ONE, with_for_update=True, populate_existing=True)
        if turn.holder == holder:
            turn.holder = ""
