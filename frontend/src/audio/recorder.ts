import { MicrophoneError } from "./microphone";

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"] as const;
const SUFFIXES: Record<string, string> = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };

/** The first container that this browser records; empty when it knows none of them and picks its own. */
export function negotiateType(isSupported: (type: string) => boolean = (type) => MediaRecorder.isTypeSupported(type)) {
  return TYPES.find((type) => isSupported(type)) ?? "";
}

/** A file name that fits the recording's container. */
export function fileNameFor(type: string): string {
  return `recording.${SUFFIXES[type.split(";")[0] ?? ""] ?? "webm"}`;
}

export type Recording = { stop: () => void; result: Promise<Blob> };

/**
 * Record a stream until `stop` or `maxMs`. `result` holds the whole recording; it fails with MicrophoneError when
 * nothing came from the microphone or the recorder broke.
 */
export function record(stream: MediaStream, maxMs: number): Recording {
  const type = negotiateType();
  const recorder = new MediaRecorder(stream, type === "" ? {} : { mimeType: type });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  const result = new Promise<Blob>((resolve, reject) => {
    recorder.addEventListener("stop", () => {
      const audio = new Blob(parts, { type: recorder.mimeType });
      if (audio.size > 0) resolve(audio);
      else reject(new MicrophoneError("silent", "EmptyRecording"));
    });
    recorder.addEventListener("error", () => reject(new MicrophoneError("forbidden", "RecorderError")));
  });
  const stop = () => {
    window.clearTimeout(timer);
    if (recorder.state !== "inactive") recorder.stop();
  };
  recorder.start(1000);
  const timer = window.setTimeout(stop, maxMs);
  return { stop, result };
}
