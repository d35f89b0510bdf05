import { useCallback, useEffect, useRef, useState } from "react";
import { unlockAudio } from "@/audio/context";
import { createLevelMeter, type LevelMeter } from "@/audio/level";
import { listMicrophones, MicrophoneError, openMicrophone, rememberMicrophone, type Microphone } from "@/audio/microphone";
import type { MicrophoneTrouble } from "@/audio/troubles";

export type MicrophoneState =
  | { status: "off" | "asking" }
  | { status: "on"; stream: MediaStream; meter: LevelMeter; deviceId: string | null }
  | { status: "trouble"; trouble: MicrophoneTrouble; errorName: string };

function close(state: MicrophoneState) {
  if (state.status !== "on") return;
  state.meter.stop();
  state.stream.getTracks().forEach((track) => track.stop());
}

/** One microphone at a time: opened on request, closed when another one is chosen or the page is left. */
export function useMicrophone() {
  const [state, setState] = useState<MicrophoneState>({ status: "off" });
  const [devices, setDevices] = useState<readonly Microphone[]>([]);
  const current = useRef(state);

  const become = useCallback((next: MicrophoneState) => {
    close(current.current);
    current.current = next;
    setState(next);
  }, []);

  const open = useCallback(
    async (deviceId?: string) => {
      unlockAudio();
      become({ status: "asking" });
      try {
        const stream = await openMicrophone(deviceId);
        if (deviceId !== undefined) rememberMicrophone(deviceId);
        const track = stream.getAudioTracks()[0];
        track?.addEventListener("ended", () => become({ status: "trouble", trouble: "gone", errorName: "ended" }));
        become({ status: "on", stream, meter: createLevelMeter(stream), deviceId: track?.getSettings().deviceId ?? null });
        setDevices(await listMicrophones());
      } catch (error) {
        if (!(error instanceof MicrophoneError)) throw error;
        become({ status: "trouble", trouble: error.trouble, errorName: error.errorName });
      }
    },
    [become],
  );

  useEffect(() => () => close(current.current), []);
  useDeviceList(state.status === "on", setDevices);
  return { state, devices, open };
}

/** Keeps the list fresh while devices come and go. */
function useDeviceList(active: boolean, onChange: (devices: readonly Microphone[]) => void) {
  useEffect(() => {
    if (!active) return;
    const refresh = () => void listMicrophones().then(onChange);
    navigator.mediaDevices.addEventListener("devicechange", refresh);
    return () => navigator.mediaDevices.removeEventListener("devicechange", refresh);
  }, [active, onChange]);
}
