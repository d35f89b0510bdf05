"""Rooms, tokens and explicit dispatch on a LiveKit server."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp
from livekit import api

from server.integrations.rooms import RoomsError
from server.schemas.participant import RoomAccess

AGENT_NAME = "parley-agent"
TOKEN_TTL = timedelta(hours=3)
EMPTY_ROOM_S = 600  # how long a room waits for its first participant
DEPARTURE_S = 150  # how long it outlasts the last human: longer than the agent waits for a page to come back
TIMEOUT_S = 4.5

T = TypeVar("T")


class LiveKitRooms:
    """The rooms of one LiveKit project. Each call has its own connection: there are a few per conversation."""

    def __init__(self, *, url: str, public_url: str, api_key: str, api_secret: str) -> None:
        self._url = url
        self._public_url = public_url
        self._api_key = api_key
        self._api_secret = api_secret

    def call_assistant(self, conversation_id: str) -> str:
        """Make sure that the room exists and dispatch one agent job into it; its id. Raises RoomsError.

        An assistant that is still there was lost to the server alone: it is sent out, so that no two ever speak.
        """

        async def call(livekit: api.LiveKitAPI) -> str:
            await livekit.room.create_room(
                api.CreateRoomRequest(name=conversation_id, empty_timeout=EMPTY_ROOM_S, departure_timeout=DEPARTURE_S)
            )
            await _send_assistants_out(livekit, conversation_id)
            dispatch = await livekit.agent_dispatch.create_dispatch(
                api.CreateAgentDispatchRequest(agent_name=AGENT_NAME, room=conversation_id, metadata=conversation_id)
            )
            return str(dispatch.id)

        return self._run(call)

    def access(self, conversation_id: str, rtc_identity: str) -> RoomAccess:
        """A token for a microphone and nothing else, without name, metadata or attributes."""
        grants = api.VideoGrants(
            room_join=True,
            room=conversation_id,
            can_publish=True,
            can_publish_sources=["microphone"],
            can_publish_data=False,
            can_subscribe=True,
        )
        token = api.AccessToken(self._api_key, self._api_secret)
        token.with_identity(rtc_identity).with_grants(grants).with_ttl(TOKEN_TTL)
        return RoomAccess(url=self._public_url, token=token.to_jwt())

    def close(self, conversation_id: str) -> None:
        """Send everybody out of the room. A room that is gone already is fine. Raises RoomsError."""

        async def close(livekit: api.LiveKitAPI) -> None:
            await _unless_gone(livekit.room.delete_room(api.DeleteRoomRequest(room=conversation_id)))

        self._run(close)

    def _run(self, ask: Callable[[api.LiveKitAPI], Awaitable[T]]) -> T:
        async def connected() -> T:
            async with (
                asyncio.timeout(TIMEOUT_S),
                api.LiveKitAPI(self._url, self._api_key, self._api_secret) as livekit,
            ):
                return await ask(livekit)

        try:
            return asyncio.run(connected())
        except (api.TwirpError, aiohttp.ClientError, TimeoutError) as error:
            raise RoomsError(f"{type(error).__name__}: {error}") from error


async def _send_assistants_out(livekit: api.LiveKitAPI, room: str) -> None:
    found = await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
    for rtc_participant in found.participants:
        if rtc_participant.kind == api.ParticipantInfo.Kind.AGENT:
            request = api.RoomParticipantIdentity(room=room, identity=rtc_participant.identity)
            await _unless_gone(livekit.room.remove_participant(request))


async def _unless_gone(request: Awaitable[object]) -> None:
    """Ask for an end of something; that it has ended already is fine."""
    try:
        await request
    except api.TwirpError as error:
        if error.code != api.TwirpErrorCode.NOT_FOUND:
            raise
