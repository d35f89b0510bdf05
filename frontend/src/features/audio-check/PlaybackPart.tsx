import { useState, type Dispatch } from "react";
import { MicrophoneError } from "@/audio/microphone";
import { record } from "@/audio/recorder";
import type { MicrophoneTrouble } from "@/audio/troubles";
import { Actions } from "@/ui/Actions";
import { AudioPlayer } from "@/ui/AudioPlayer";
import { Button } from "@/ui/Button";
import { LevelBar } from "@/ui/LevelBar";
import { useFocusWhenLost } from "@/ui/useFocusWhenLost";
import type { CheckEvent } from "./check";
import { TroubleAdvice } from "./TroubleAdvice";
import type { MicrophoneState } from "./useMicrophone";

const LENGTH_MS = 3000;

type PlaybackPartProps = { microphone: MicrophoneState; dispatch: Dispatch<CheckEvent> };

/** Three seconds of one's own voice, played back at once. They never leave the page. */
export function PlaybackPart({ microphone, dispatch }: PlaybackPartProps) {
  const [recording, setRecording] = useState(false);
  const [sample, setSample] = useState<Blob | null>(null);
  const [trouble, setTrouble] = useState<MicrophoneTrouble | null>(null);
  if (microphone.status !== "on") return null;

  const start = async () => {
    setRecording(true);
    setSample(null);
    setTrouble(null);
    try {
      setSample(await record(microphone.stream, LENGTH_MS).result);
    } catch (error) {
      setTrouble(error instanceof MicrophoneError ? error.trouble : "forbidden");
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
      {trouble !== null && <TroubleAdvice trouble={trouble} onRetry={() => dispatch({ type: "playback_refused" })} />}
      {sample === null ? (
        <Recording recording={recording} onStart={() => void start()} />
      ) : (
        <Answers dispatch={dispatch} onRepeat={() => void start()} />
      )}
    </>
  );
}

function Recording({ recording, onStart }: { recording: boolean; onStart: () => void }) {
  const button = useFocusWhenLost<HTMLButtonElement>(recording);
  return (
    <Actions>
      <Button ref={button} variant="primary" icon="record" busy={recording} onClick={onStart}>
        {recording ? "Recording: speak now" : "Record three seconds"}
      </Button>
    </Actions>
  );
}

/** The focus comes in front of the answers, so that none is given by pressing the key once too often. */
function Answers({ dispatch, onRepeat }: { dispatch: Dispatch<CheckEvent>; onRepeat: () => void }) {
  const group = useFocusWhenLost<HTMLDivElement>();
  return (
    <div ref={group} tabIndex={-1} role="group" aria-label="Did you hear yourself?">
      <Actions>
        <Button variant="primary" onClick={() => dispatch({ type: "playback_confirmed" })}>
          I heard myself clearly
        </Button>
        <Button onClick={onRepeat}>Record again</Button>
        <Button variant="quiet" onClick={() => dispatch({ type: "playback_refused" })}>
          I did not hear myself
        </Button>
      </Actions>
    </div>
  );
}
