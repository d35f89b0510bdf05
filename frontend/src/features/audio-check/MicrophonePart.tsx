import { useRef, useState, type Dispatch } from "react";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { LevelBar } from "@/ui/LevelBar";
import { Notice } from "@/ui/Notice";
import { useFocusWhenLost } from "@/ui/useFocusWhenLost";
import type { CheckEvent } from "./check";
import { DevicePicker } from "./DevicePicker";
import { hear, NOT_HEARD_YET, type Hearing } from "./hearing";
import { TroubleAdvice } from "./TroubleAdvice";
import type { MicrophoneState, useMicrophone } from "./useMicrophone";

type PartProps = { microphone: ReturnType<typeof useMicrophone>; dispatch: Dispatch<CheckEvent> };

/** Turn the microphone on and speak until the level shows speech. */
export function MicrophonePart({ microphone, dispatch }: PartProps) {
  const { state, open } = microphone;
  if (state.status === "on") return <Listening {...{ microphone, dispatch, state }} key={state.stream.id} />;
  if (state.status === "trouble") {
    return <TroubleAdvice trouble={state.trouble} onRetry={() => void open()} />;
  }
  return <TurningOn asking={state.status === "asking"} onOpen={() => void open()} />;
}

function TurningOn({ asking, onOpen }: { asking: boolean; onOpen: () => void }) {
  const button = useFocusWhenLost<HTMLButtonElement>(asking);
  return (
    <>
      <p>
        Your browser will ask whether this page may use your microphone. Please choose “Allow”. Nothing is recorded
        before the conversation starts, and this check is not kept.
      </p>
      <p role="status">{asking ? "Look for your browser’s question, often at the top left." : ""}</p>
      <Actions>
        <Button ref={button} variant="primary" icon="microphone" busy={asking} onClick={onOpen}>
          Turn on the microphone
        </Button>
      </Actions>
    </>
  );
}

type ListeningProps = PartProps & { state: Extract<MicrophoneState, { status: "on" }> };

function Listening({ microphone, dispatch, state }: ListeningProps) {
  const hearing = useRef<Hearing>(NOT_HEARD_YET);
  const [verdict, setVerdict] = useState(NOT_HEARD_YET.verdict);
  const heard = verdict === "heard";
  const request = useFocusWhenLost<HTMLParagraphElement>();
  return (
    <>
      <p ref={request} tabIndex={-1}>
        Say a sentence, for example: “Hello, can you hear me?”
      </p>
      <LevelBar
        label="Your voice"
        read={state.meter.read}
        onLevel={(level, elapsedMs) => {
          hearing.current = hear(hearing.current, level, elapsedMs);
          const now = hearing.current.verdict;
          if (now === verdict) return;
          setVerdict(now);
          if (now === "silent") dispatch({ type: "microphone_failed", errorName: "silent" });
        }}
      />
      <div role="status">
        {heard && <Notice tone="ok">We can hear you.</Notice>}
        {verdict === "faint" && (
          <Notice tone="warn">We hear only a little. Come closer to the microphone, or choose another one.</Notice>
        )}
      </div>
      {verdict === "silent" && (
        <TroubleAdvice trouble="silent" onRetry={() => void microphone.open()} />
      )}
      <DevicePicker
        devices={microphone.devices}
        current={state.deviceId}
        onPick={(deviceId) => void microphone.open(deviceId)}
      />
      <Actions>
        <Button
          variant="primary"
          disabled={!heard}
          onClick={() => dispatch({ type: "microphone_heard", peakDb: hearing.current.peakDb })}
        >
          Continue
        </Button>
      </Actions>
    </>
  );
}
