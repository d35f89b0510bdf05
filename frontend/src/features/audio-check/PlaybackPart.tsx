import { useState, type Dispatch } from "react";
import { record } from "@/audio/recorder";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { LevelBar } from "@/ui/LevelBar";
import { AudioPlayer } from "@/ui/AudioPlayer";
import { Trouble } from "@/ui/Trouble";
import type { CheckEvent } from "./check";
import type { MicrophoneState } from "./useMicrophone";

const LENGTH_MS = 3000;

type PlaybackPartProps = { microphone: MicrophoneState; dispatch: Dispatch<CheckEvent> };

/** Three seconds of one's own voice, played back at once. They never leave the page. */
export function PlaybackPart({ microphone, dispatch }: PlaybackPartProps) {
  const [recording, setRecording] = useState(false);
  const [sample, setSample] = useState<Blob | null>(null);
  const [error, setError] = useState<Error | null>(null);
  if (microphone.status !== "on") return null;

  const start = async () => {
    setRecording(true);
    setSample(null);
    setError(null);
    try {
      setSample(await record(microphone.stream, LENGTH_MS).result);
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    setRecording(false);
  };
  return (
    <>
      <p>Record three seconds of your voice. You hear them right afterwards; nobody else does.</p>
      <LevelBar label="Your voice" read={microphone.meter.read} />
      <p role="status" className="visually-hidden">
        {recording ? "Recording. Speak now." : sample !== null ? "Playing your recording." : ""}
      </p>
      {sample !== null && <AudioPlayer audio={sample} label="Your recording" autoPlay />}
      <Trouble error={error} />
      <Actions>
        {sample === null ? (
          <Button variant="primary" icon="record" busy={recording} onClick={() => void start()}>
            {recording ? "Recording: speak now" : "Record three seconds"}
          </Button>
        ) : (
          <>
            <Button variant="primary" onClick={() => dispatch({ type: "playback_confirmed" })}>
              I heard myself clearly
            </Button>
            <Button onClick={() => void start()}>Record again</Button>
            <Button variant="quiet" onClick={() => dispatch({ type: "playback_refused" })}>
              I did not hear myself
            </Button>
          </>
        )}
      </Actions>
    </>
  );
}
