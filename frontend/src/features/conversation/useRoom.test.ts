import { act, renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { describe, expect, it } from "vitest";
import { fakeRooms } from "@/testing/fakeRoom";
import { useRoom } from "./useRoom";

const ACCESS = { url: "ws://media", token: "token" };

function enter() {
  const { rooms, load } = fakeRooms();
  const view = renderHook(({ wanted }) => useRoom(load, ACCESS, wanted), {
    initialProps: { wanted: true },
    wrapper: StrictMode,
  });
  return { rooms, ...view };
}

const whenLoaded = () => act(async () => Promise.resolve());

describe("useRoom", () => {
  it("opens one line, although strict mode mounts twice, and leaves it with the page", async () => {
    const { rooms, unmount } = enter();
    await whenLoaded();
    expect(rooms.map((room) => room.left)).toEqual([false]);
    unmount();
    expect(rooms.map((room) => room.left)).toEqual([true]);
  });

  it("opens none when the page has gone while the code was loading", async () => {
    const { rooms, unmount } = enter();
    unmount();
    await whenLoaded();
    expect(rooms).toEqual([]);
  });

  it("opens none when it is not wanted any more once the code has come", async () => {
    const { rooms, rerender } = enter();
    rerender({ wanted: false });
    await whenLoaded();
    expect(rooms).toEqual([]);
  });
});
