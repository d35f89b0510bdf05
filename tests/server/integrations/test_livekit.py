"""What is asked of a LiveKit server, on the wire and of a real one."""

import asyncio
from collections.abc import Iterator

import pytest
from livekit import api, rtc

from server.integrations.livekit import AGENT_NAME, LiveKitRooms
from server.integrations.rooms import RoomsError
from tests.server.media_stub import MediaStub, media_stub
from tests.support.livekit_server import LiveKitServer
from tests.support.ports import free_port

SECRET = "only-for-tests-on-loopback-0123456789"


def rooms_at(url: str) -> LiveKitRooms:
    return LiveKitRooms(url=url, public_url="wss://media.example.org", api_key="parley", api_secret=SECRET)


@pytest.fixture
def stub() -> Iterator[MediaStub]:
    with media_stub() as stub:
        yield stub


def test_calling_makes_the_room_and_one_dispatch_that_names_only_the_conversation(stub: MediaStub) -> None:
    assert rooms_at(stub.url).call_assistant("cv-1") == "AD_stub"
    assert [method for method, _, _ in stub.asked] == ["CreateRoom", "ListParticipants", "CreateDispatch"]
    room = api.CreateRoomRequest.FromString(stub.asked[0][1])
    assert (room.name, room.metadata, list(room.agents)) == ("cv-1", "", [])
    assert room.departure_timeout > 90  # the agent waits that long for a page to come back
    dispatch = api.CreateAgentDispatchRequest.FromString(stub.asked[-1][1])
    assert (dispatch.agent_name, dispatch.room, dispatch.metadata) == (AGENT_NAME, "cv-1", "cv-1")


def test_closing_a_room_that_is_gone_is_fine(stub: MediaStub) -> None:
    rooms_at(stub.url).close("cv-1")
    stub.missing = True
    rooms_at(stub.url).close("cv-1")
    assert [method for method, _, _ in stub.asked] == ["DeleteRoom", "DeleteRoom"]


def test_other_refusals_are_errors(stub: MediaStub) -> None:
    stub.missing = True
    with pytest.raises(RoomsError, match="not_found"):
        rooms_at(stub.url).call_assistant("cv-1")


def test_a_server_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RoomsError):
        rooms_at(f"ws://127.0.0.1:{free_port()}").call_assistant("cv-1")


def test_the_token_is_for_one_room_and_a_microphone() -> None:
    access = rooms_at("ws://x").access("cv-1", "p-1")
    claims = api.TokenVerifier("parley", SECRET).verify(access.token)
    assert access.url == "wss://media.example.org"
    assert claims.video == api.VideoGrants(
        room_join=True,
        room="cv-1",
        can_publish=True,
        can_publish_sources=["microphone"],
        can_publish_data=False,
        can_subscribe=True,
    )
    assert (claims.identity, claims.name, claims.metadata, claims.attributes) == ("p-1", "", "", {})


@pytest.mark.livekit
def test_a_real_server_takes_it_all(livekit_server: LiveKitServer) -> None:
    rooms = LiveKitRooms(
        url=livekit_server.url,
        public_url=livekit_server.url,
        api_key=livekit_server.api_key,
        api_secret=livekit_server.api_secret,
    )
    first, second = rooms.call_assistant("cv-real"), rooms.call_assistant("cv-real")
    assert first != second
    assert (AGENT_NAME, "cv-real") in asyncio.run(_dispatches(livekit_server, "cv-real"))
    rooms.close("cv-real")
    rooms.close("cv-real")


@pytest.mark.livekit
async def test_an_assistant_that_is_still_there_leaves_before_the_next_is_called(livekit_server: LiveKitServer) -> None:
    rooms = LiveKitRooms(
        url=livekit_server.url,
        public_url=livekit_server.url,
        api_key=livekit_server.api_key,
        api_secret=livekit_server.api_secret,
    )
    lost, participant = rtc.Room(), rtc.Room()
    sent_out = asyncio.Event()
    lost.on("disconnected", lambda _reason: sent_out.set())
    token = api.AccessToken(livekit_server.api_key, livekit_server.api_secret).with_identity("agent-1")
    grants = api.VideoGrants(room_join=True, room="cv-again")
    await asyncio.to_thread(rooms.call_assistant, "cv-again")
    await lost.connect(livekit_server.url, token.with_kind("agent").with_grants(grants).to_jwt())
    await participant.connect(livekit_server.url, rooms.access("cv-again", "p-1").token)
    await asyncio.to_thread(rooms.call_assistant, "cv-again")
    await asyncio.wait_for(sent_out.wait(), timeout=10)
    assert participant.isconnected()
    await participant.disconnect()
    await asyncio.to_thread(rooms.close, "cv-again")


async def _dispatches(server: LiveKitServer, room: str) -> set[tuple[str, str]]:
    async with api.LiveKitAPI(server.url, server.api_key, server.api_secret) as livekit:
        return {(found.agent_name, found.metadata) for found in await livekit.agent_dispatch.list_dispatch(room)}
