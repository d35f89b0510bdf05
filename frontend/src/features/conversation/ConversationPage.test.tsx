import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { StageOf } from "@/api/participant";
import { fakeRooms } from "@/testing/fakeRoom";
import { expectAccessible, renderPage } from "@/testing/render";
import { CONVERSATION } from "@/testing/stages";
import { ConversationPage } from "./ConversationPage";

const STEP = { id: "post", label: "Post about the day", status: "done", done: 1, of: 1 };
const CALL = { call_id: "1", tool: "post_tweet", arguments: { text: "hi" }, ok: true, result: { id: 9 }, error: null };
const SNAPSHOT = {
  attempt: 1,
  seq: 1,
  t: 80,
  type: "snapshot",
  agent_state: "listening",
  user_state: "listening",
  ready: true,
  elapsed_s: 75,
  limit_s: 600,
  verification: { progress: 1, success: true, steps: [STEP], violations: [] },
  calls: [CALL],
};

async function open(changes: Partial<StageOf<"conversation">> = {}) {
  const { rooms, load } = fakeRooms();
  const stage = { ...CONVERSATION, ...changes };
  const view = renderPage(<ConversationPage stage={stage} loadRoom={load} />, stage);
  await waitFor(() => expect(rooms).toHaveLength(1));
  const room = rooms[0];
  if (room === undefined) throw new Error("no room was made");
  await waitFor(() => expect(screen.getByRole("button", { name: "Turn microphone off" })).toBeEnabled());
  return { ...view, room, rooms, load, tell: (message: object) => act(() => room.say(message)) };
}

describe("ConversationPage", () => {
  it("shows who has the floor, the time and the task's progress", async () => {
    const { tell, container } = await open();
    tell(SNAPSHOT);
    expect(screen.getByText("Listening")).toBeVisible();
    expect(screen.getByText("1:15")).toBeVisible();
    expect(screen.getByText("8:45 left")).toBeVisible();
    expect(screen.getByText("1 of 1 done")).toBeVisible();
    expect(screen.getByText("Post a tweet")).toBeVisible();
    await expectAccessible(container);
  });

  it("waits with a promise while the assistant is on its way", async () => {
    await open({ phase: "connecting", ready_at: null, talked_s: 0 });
    expect(screen.getByText("Getting ready")).toBeVisible();
    expect(screen.getByText(/you do not lose your pay/)).toBeVisible();
    expect(screen.getByRole("button", { name: "End conversation early" })).toBeDisabled();
  });

  it("says so when our line is cut", async () => {
    const { tell, room } = await open();
    tell(SNAPSHOT);
    act(() => room.become({ connection: "reconnecting" }));
    expect(screen.getByText(/Your time is safe/)).toBeVisible();
  });

  it("says long enough that the assistant was lost and is back", async () => {
    const { tell, redraw, load } = await open();
    tell(SNAPSHOT);
    redraw(<ConversationPage stage={{ ...CONVERSATION, phase: "recovering" }} loadRoom={load} />);
    expect(screen.getByText("The assistant dropped out")).toBeVisible();
    redraw(<ConversationPage stage={CONVERSATION} loadRoom={load} />);
    tell({ ...SNAPSHOT, attempt: 2, agent_state: "speaking" });
    expect(screen.getByText("Speaking")).toBeVisible();
    expect(screen.getByText(/dropped out for a moment and is back/)).toBeVisible();
  });

  it("says that the assistant is gone, and blames no line, when our side closes the room", async () => {
    const { tell, room, redraw, load } = await open();
    tell(SNAPSHOT);
    redraw(<ConversationPage stage={{ ...CONVERSATION, phase: "recovering" }} loadRoom={load} />);
    act(() => room.become({ connection: "closed" }));
    expect(screen.getByText("The assistant dropped out")).toBeVisible();
    expect(screen.getByText(/our fault, not yours/)).toBeVisible();
    expect(screen.queryByText(/connection was cut|Reconnecting/)).toBeNull();
    act(() => room.become({ connection: "connected" }));
    expect(screen.queryByText(/is back/)).toBeNull();
  });

  it.each([
    [485, "Less than two minutes are left."],
    [570, "Less than thirty seconds are left."],
    [600, "The time is up."],
  ])("after %s s says only what is true: %s", async (elapsed_s, words) => {
    const { tell } = await open();
    tell({ ...SNAPSHOT, elapsed_s: 485 });
    tell({ ...SNAPSHOT, seq: 2, t: 80 + elapsed_s - 485, elapsed_s });
    expect(screen.getAllByText(/are left\.|is up\./).map((found) => found.textContent)).toEqual([words]);
  });

  it("takes a warning back while the assistant is lost, and at the goodbye", async () => {
    const { tell, redraw, load } = await open();
    tell({ ...SNAPSHOT, elapsed_s: 485 });
    redraw(<ConversationPage stage={{ ...CONVERSATION, phase: "recovering" }} loadRoom={load} />);
    expect(screen.queryByText(/minutes are left\./)).toBeNull();
    redraw(<ConversationPage stage={CONVERSATION} loadRoom={load} />);
    tell({ ...SNAPSHOT, attempt: 2, elapsed_s: 485 });
    expect(screen.getByText(/minutes are left\./)).toBeVisible();
    tell({ attempt: 2, seq: 2, t: 81, type: "ended", reason: "participant_ended" });
    expect(screen.queryByText(/minutes are left\./)).toBeNull();
  });

  it("mutes by button and by key", async () => {
    const user = userEvent.setup();
    const { room } = await open();
    await user.click(screen.getByRole("button", { name: "Turn microphone off" }));
    expect(room.status().microphoneOn).toBe(false);
    expect(screen.getByText("Your microphone is off")).toBeVisible();
    await user.keyboard("m");
    expect(room.status().microphoneOn).toBe(true);
  });

  it("leaves the key alone once it is turned off", async () => {
    const user = userEvent.setup();
    const { room } = await open();
    await user.click(screen.getByText("Keyboard and screen reader"));
    await user.click(screen.getByRole("checkbox", { name: /The M key/ }));
    await user.keyboard("m");
    expect(room.status().microphoneOn).toBe(true);
  });

  it("says when the conversation may end, but not while the assistant speaks", async () => {
    const { tell } = await open();
    tell({ ...SNAPSHOT, agent_state: "speaking" });
    expect(screen.queryByText(/You can end the conversation now/)).toBeNull();
    tell({ attempt: 1, seq: 2, t: 81, type: "agent_state", state: "listening" });
    expect(screen.getByText(/All is done. You can end the conversation now/)).toBeVisible();
  });

  it("does not step back in time when what was lost on the line arrives", async () => {
    const { tell, room } = await open();
    tell(SNAPSHOT);
    act(() => room.become({ connection: "reconnecting" }));
    act(() => room.become({ connection: "connected" }));
    tell({ attempt: 1, seq: 2, t: 60, type: "heartbeat", elapsed_s: 55 });
    tell({ ...SNAPSHOT, seq: 3, t: 61, elapsed_s: 56, agent_state: "thinking" });
    expect(screen.queryByText("0:56")).toBeNull();
    expect(screen.getByText("1:15")).toBeVisible();
  });

  it("ends early only after a question", async () => {
    const user = userEvent.setup();
    const { api } = await open();
    await user.click(screen.getByRole("button", { name: "End conversation early" }));
    expect(api.endConversation).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "End conversation" }));
    expect(api.endConversation).toHaveBeenCalledOnce();
  });

  it("asks for a click when the browser blocks the voice", async () => {
    const user = userEvent.setup();
    const { room } = await open();
    act(() => room.become({ playbackBlocked: true }));
    await user.click(screen.getByRole("button", { name: /Continue: turn on the sound/ }));
    expect(room.playbackAllowed).toBe(1);
  });

  it("tells about a microphone that went away, and tries again", async () => {
    const user = userEvent.setup();
    const { room } = await open();
    act(() => room.become({ microphoneTrouble: "gone" }));
    expect(screen.getByRole("alert")).toHaveTextContent("The microphone went away");
    await user.click(screen.getByRole("button", { name: "Try the microphone again" }));
    expect(room.status().microphoneOn).toBe(true);
  });

  it("offers to continue here when another tab took over", async () => {
    const user = userEvent.setup();
    const { room } = await open();
    act(() => room.become({ connection: "replaced" }));
    expect(screen.getByText("This conversation continues in another tab")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue here" }));
    expect(room.takenOver).toBe(1);
  });

  it("offers another try or pay when no assistant came, and leaves the room meanwhile", async () => {
    const user = userEvent.setup();
    const { room, redraw, load, api } = await open();
    redraw(<ConversationPage stage={{ ...CONVERSATION, phase: "no_assistant", ready_at: null }} loadRoom={load} />);
    expect(room.left).toBe(true);
    expect(screen.getByRole("heading", { name: "The assistant did not come" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Finish and rate" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(api.retryConversation).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Leave with pay" }));
    expect(api.leaveConversation).toHaveBeenCalledOnce();
  });

  it("also offers to rate what was talked when the assistant did not come back", async () => {
    const user = userEvent.setup();
    const { redraw, load, api, container } = await open();
    redraw(<ConversationPage stage={{ ...CONVERSATION, phase: "no_assistant", talked_s: 500 }} loadRoom={load} />);
    expect(screen.getByRole("heading", { name: "The assistant did not come back" })).toBeVisible();
    await expectAccessible(container);
    await user.click(screen.getByRole("button", { name: "Finish and rate" }));
    expect(api.endConversation).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(api.retryConversation).toHaveBeenCalledOnce();
    await user.click(screen.getByRole("button", { name: "Leave with pay" }));
    expect(api.leaveConversation).toHaveBeenCalledOnce();
  });

  it("keeps the line over polls, and leaves it with the page", async () => {
    const { redraw, rooms, load, unmount } = await open();
    redraw(<ConversationPage stage={{ ...CONVERSATION, talked_s: 14, room: { url: "ws://media", token: "newer" } }} loadRoom={load} />);
    expect(rooms).toHaveLength(1);
    unmount();
    expect(rooms[0]?.left).toBe(true);
  });

  it("shows no panel for a conversation without tools", async () => {
    await open({ verified: false });
    expect(screen.queryByText("Task progress")).toBeNull();
  });
});
