import { afterEach, describe, expect, it, vi } from "vitest";
import { captureOptions, chosenMicrophone, openMicrophone, rememberMicrophone } from "./microphone";

const STREAM = {} as MediaStream;
const failure = (name: string) => new DOMException("no", name);

function browser(getUserMedia: MediaDevices["getUserMedia"] | null, permission: PermissionState | Error = "granted") {
  const query = permission instanceof Error ? () => Promise.reject(permission) : () => Promise.resolve({ state: permission });
  vi.stubGlobal("navigator", { mediaDevices: getUserMedia === null ? undefined : { getUserMedia }, permissions: { query } });
}

afterEach(() => vi.unstubAllGlobals());

describe("openMicrophone", () => {
  it("asks for echo cancellation and the chosen device", async () => {
    const getUserMedia = vi.fn(() => Promise.resolve(STREAM));
    browser(getUserMedia);
    await expect(openMicrophone("headset")).resolves.toBe(STREAM);
    expect(getUserMedia).toHaveBeenCalledWith({ audio: captureOptions("headset") });
    expect(captureOptions("headset")).toMatchObject({ echoCancellation: true, deviceId: { ideal: "headset" } });
  });

  it("drops its wishes once when they cannot be met", async () => {
    const getUserMedia = vi.fn().mockRejectedValueOnce(failure("OverconstrainedError")).mockResolvedValueOnce(STREAM);
    browser(getUserMedia);
    await expect(openMicrophone(null)).resolves.toBe(STREAM);
    expect(getUserMedia).toHaveBeenLastCalledWith({ audio: true });
  });

  it("tells what the second try failed of", async () => {
    const getUserMedia = vi.fn().mockRejectedValueOnce(failure("OverconstrainedError")).mockRejectedValueOnce(failure("NotReadableError"));
    browser(getUserMedia);
    await expect(openMicrophone(null)).rejects.toMatchObject({ trouble: "busy", errorName: "NotReadableError" });
    expect(getUserMedia).toHaveBeenCalledTimes(2);
  });

  it("tells a closed question from a block", async () => {
    const refuse = () => Promise.reject(failure("NotAllowedError"));
    browser(refuse, "prompt");
    await expect(openMicrophone(null)).rejects.toMatchObject({ trouble: "dismissed" });
    browser(refuse, new TypeError("unknown permission"));
    await expect(openMicrophone(null)).rejects.toMatchObject({ trouble: "blocked" });
  });

  it("knows a browser that has no microphones to give", async () => {
    browser(null);
    await expect(openMicrophone(null)).rejects.toMatchObject({ trouble: "unsupported" });
  });
});

describe("the chosen microphone", () => {
  it("is remembered for the conversation", () => {
    expect(captureOptions()).not.toHaveProperty("deviceId");
    rememberMicrophone("headset");
    expect(chosenMicrophone()).toBe("headset");
    expect(captureOptions()).toHaveProperty("deviceId", { ideal: "headset" });
  });
});
