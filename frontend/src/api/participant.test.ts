import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONSENT } from "@/testing/stages";
import { createParticipantApi } from "./participant";

const ENTRY = { study: "rehearsal", prolific_pid: null, study_id: null, session_id: null, scenario: "goal-001" };
const IDS = { prolific_pid: "p1", study_id: "s1", session_id: "x1" };
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const entered = (token: string) => json({ submission: CONSENT, token, ...IDS });
const refusal = (status: number, code: string) => json({ code, detail: "No.", title: "", type: "", status, fields: [] }, status);

const server = vi.fn<(request: Request) => Promise<Response>>();
const bodyOf = async (call: number): Promise<unknown> => server.mock.calls[call]?.[0].clone().json();
const tokenOf = (call: number) => server.mock.calls[call]?.[0].headers.get("Authorization");

beforeEach(() => {
  server.mockReset();
  vi.stubGlobal("fetch", server);
});
afterEach(() => vi.unstubAllGlobals());

describe("createParticipantApi", () => {
  it("enters first and carries the token from then on", async () => {
    server.mockResolvedValueOnce(entered("t1")).mockResolvedValueOnce(json({ submission: CONSENT }));
    const heard = vi.fn();
    const api = createParticipantApi(ENTRY, heard);
    await expect(api.current()).resolves.toEqual(CONSENT);
    await api.current();
    expect(await bodyOf(0)).toEqual(ENTRY);
    expect(tokenOf(1)).toBe("Bearer t1");
    expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(IDS));
  });

  it("enters again under the ids that it was given when its token is refused", async () => {
    server
      .mockResolvedValueOnce(entered("t1"))
      .mockResolvedValueOnce(refusal(401, "no_token"))
      .mockResolvedValueOnce(entered("t2"))
      .mockResolvedValueOnce(json({ submission: CONSENT }));
    const api = createParticipantApi(ENTRY);
    await api.current();
    await api.startConversation();
    expect(await bodyOf(2)).toEqual({ ...ENTRY, ...IDS });
    expect(tokenOf(3)).toBe("Bearer t2");
  });

  it("tells a submission that moved on from other refusals", async () => {
    server
      .mockResolvedValueOnce(entered("t1"))
      .mockResolvedValueOnce(refusal(409, "wrong_stage"))
      .mockResolvedValueOnce(refusal(409, "not_begun"));
    const api = createParticipantApi(ENTRY);
    await api.current();
    await expect(api.endConversation()).rejects.toMatchObject({ kind: "elsewhere" });
    await expect(api.endConversation()).rejects.toMatchObject({ kind: "refused", message: "No." });
  });

  it("tells a dead network from a broken server", async () => {
    server.mockRejectedValueOnce(new TypeError("Failed to fetch")).mockResolvedValueOnce(new Response("oops", { status: 500 }));
    const api = createParticipantApi(ENTRY);
    await expect(api.current()).rejects.toMatchObject({ kind: "unreachable" });
    await expect(api.current()).rejects.toMatchObject({ kind: "broken" });
  });

  it("uploads spoken feedback as a form", async () => {
    server.mockResolvedValueOnce(entered("t1")).mockResolvedValueOnce(json({ submission: CONSENT }));
    const api = createParticipantApi(ENTRY, undefined, () => server);
    await api.current();
    await api.saveFeedbackAudio(new Blob(["sound"], { type: "audio/webm" }), "recording.webm");
    expect(server.mock.calls[1]?.[0].headers.get("Content-Type")).toMatch(/^multipart\/form-data/);
  });
});
