import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { expectAccessible, renderPage } from "@/testing/render";
import { AUDIO_CHECK } from "@/testing/stages";
import { AudioCheckPage } from "./AudioCheckPage";

class SilentContext {
  resume = () => Promise.resolve();
}

function withMicrophone(getUserMedia: () => Promise<MediaStream>) {
  vi.stubGlobal("AudioContext", SilentContext);
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia } });
  Object.defineProperty(navigator, "permissions", {
    configurable: true,
    value: { query: () => Promise.resolve({ state: "denied" }) },
  });
}

afterEach(() => vi.unstubAllGlobals());

describe("AudioCheckPage", () => {
  it("asks for nothing before it is told to", async () => {
    const getUserMedia = vi.fn(() => Promise.reject(new DOMException("no", "NotFoundError")));
    withMicrophone(getUserMedia);
    const { container } = renderPage(<AudioCheckPage stage={AUDIO_CHECK} />, AUDIO_CHECK);
    expect(getUserMedia).not.toHaveBeenCalled();
    await expectAccessible(container);
  });

  it("says what is wrong, what to do, and tries again", async () => {
    const user = userEvent.setup();
    const getUserMedia = vi
      .fn()
      .mockRejectedValueOnce(new DOMException("no", "NotAllowedError"))
      .mockRejectedValue(new DOMException("no", "NotFoundError"));
    withMicrophone(getUserMedia);
    renderPage(<AudioCheckPage stage={AUDIO_CHECK} />, AUDIO_CHECK);
    await user.click(screen.getByRole("button", { name: "Turn on the microphone" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The microphone is blocked");
    expect(screen.getByRole("button", { name: "Try again" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("No microphone was found")).toBeVisible();
  });

  it("keeps the focus in place while the browser is asked again", async () => {
    const user = userEvent.setup();
    const forever = new Promise<MediaStream>(() => undefined);
    withMicrophone(vi.fn(() => forever).mockRejectedValueOnce(new DOMException("no", "NotFoundError")));
    renderPage(<AudioCheckPage stage={AUDIO_CHECK} />, AUDIO_CHECK);
    await user.click(screen.getByRole("button", { name: "Turn on the microphone" }));
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(screen.getByRole("button", { name: "Turn on the microphone" })).toHaveFocus();
    expect(screen.getByText(/Look for your browser’s question/)).toBeVisible();
  });

  it("lets people leave, and reports the trouble that they had", async () => {
    const user = userEvent.setup();
    withMicrophone(() => Promise.reject(new DOMException("no", "NotReadableError")));
    const { api } = renderPage(<AudioCheckPage stage={AUDIO_CHECK} />, AUDIO_CHECK);
    await user.click(screen.getByRole("button", { name: "Turn on the microphone" }));
    expect(await screen.findByText("The microphone is in use")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I cannot get this to work" }));
    await user.click(screen.getByRole("button", { name: "Leave the study" }));
    expect(api.reportAudioCheck).toHaveBeenCalledWith(
      expect.objectContaining({ passed: false, given_up: true, microphone_error: "NotReadableError", attempts: 2 }),
    );
  });
});
