import { useCallback, useEffect, useRef, useState } from "react";
import { unlockAudio } from "@/audio/context";
import { createLevelMeter, type Level } from "@/audio/level";
import { MicrophoneError, openMicrophone } from "@/audio/microphone";
import { record, type Recording } from "@/audio/recorder";
import type { MicrophoneTrouble } from "@/audio/troubles";

export type VoiceNoteState =
  | { status: "empty" }
  | { status: "opening" }
  | { status: "recording"; read: () => Level; startedAtMs: number }
  | { status: "recorded"; audio: Blob }
  | { status: "trouble"; trouble: MicrophoneTrouble };

type Open = { stream: MediaStream; recording: Recording; stopMeter: () => void };

/** Records one spoken note of at most `maxMs`, and hands it over as soon as it is finished. */
export function useVoiceNote(maxMs: number, onRecorded: (audio: Blob) => void) {
  const [state, setState] = useState<VoiceNoteState>({ status: "empty" });
  const open = useRef<Open | null>(null);

  const close = useCallback(() => {
    open.current?.stopMeter();
    open.current?.stream.getTracks().forEach((track) => track.stop());
    open.current = null;
  }, []);
  useEffect(() => close, [close]);

  const start = useCallback(async () => {
    unlockAudio();
    setState({ status: "opening" });
    try {
      const stream = await openMicrophone();
      const meter = createLevelMeter(stream);
      const recording = record(stream, maxMs);
      open.current = { stream, recording, stopMeter: meter.stop };
      setState({ status: "recording", read: meter.read, startedAtMs: performance.now() });
      const audio = await recording.result;
      setState({ status: "recorded", audio });
      onRecorded(audio);
    } catch (error) {
      setState({ status: "trouble", trouble: error instanceof MicrophoneError ? error.trouble : "forbidden" });
    }
    close();
  }, [close, maxMs, onRecorded]);

  const stop = useCallback(() => open.current?.recording.stop(), []);
  const discard = useCallback(() => setState({ status: "empty" }), []);
  return { state, start, stop, discard };
}
