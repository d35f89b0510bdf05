import { useEffect, useReducer, useState, type ReactNode } from "react";
import type { StageOf } from "@/api/participant";
import { useAction } from "@/api/useStage";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { frameOf } from "@/ui/frame";
import { Page } from "@/ui/Page";
import { advance, FRESH_CHECK, PARTS, resultOf, type Part } from "./check";
import { CheckStep } from "./CheckStep";
import { MicrophonePart } from "./MicrophonePart";
import { Passed } from "./Passed";
import { PlaybackPart } from "./PlaybackPart";
import { SpeakerPart } from "./SpeakerPart";
import { useMicrophone } from "./useMicrophone";

const TITLES: Record<Part, string> = {
  microphone: "Can we hear you?",
  playback: "Can you hear yourself?",
  speaker: "Can you hear the assistant’s voice?",
};

/** Microphone and speaker check: three short parts, one after the other, and an honest way out. */
export function AudioCheckPage({ stage }: { stage: StageOf<"audio_check"> }) {
  const [check, dispatch] = useReducer(advance, FRESH_CHECK);
  const [leaving, setLeaving] = useState(false);
  const microphone = useMicrophone();
  const failure = microphone.state.status === "trouble" ? microphone.state : null;
  useEffect(() => {
    if (failure !== null) dispatch({ type: "microphone_failed", errorName: failure.errorName });
  }, [failure]);
  const report = useAction((api, givenUp: boolean) =>
    api.reportAudioCheck(resultOf(check, navigator.userAgent, { givenUp })),
  );
  const reached = check.part === "passed" ? PARTS.length : PARTS.indexOf(check.part);
  const bodies: Record<Part, () => ReactNode> = {
    microphone: () => <MicrophonePart microphone={microphone} dispatch={dispatch} />,
    playback: () => <PlaybackPart microphone={microphone.state} dispatch={dispatch} />,
    speaker: () => <SpeakerPart words={stage.words} clipUrls={stage.clip_urls} dispatch={dispatch} />,
  };
  return (
    <Page
      {...frameOf(stage)}
      heading="Check your sound"
      lead="You will talk with the assistant, so we make sure that both of you can be heard. Headphones work best."
    >
      {PARTS.map((part, index) => (
        <CheckStep
          key={part}
          number={index + 1}
          title={TITLES[part]}
          state={index < reached ? "done" : index === reached ? "current" : "later"}
        >
          {index === reached && bodies[part]()}
        </CheckStep>
      ))}
      {check.part === "passed" ? (
        <Passed busy={report.isPending} error={report.error} onContinue={() => report.mutate(false)} />
      ) : (
        <Actions>
          <Button variant="quiet" onClick={() => setLeaving(true)}>
            I cannot get this to work
          </Button>
        </Actions>
      )}
      {leaving && (
        <ConfirmDialog
          title="Leave without the sound check?"
          stay={{ label: "Keep trying", onChoose: () => setLeaving(false) }}
          leave={{
            label: "Leave the study",
            busy: report.isPending,
            error: report.error,
            onChoose: () => report.mutate(true),
          }}
        >
          <p>
            Without working sound the conversation cannot take place. If you leave now, it does not count against you,
            and the next page says how to return.
          </p>
          <p>Another browser or a headset often helps. You can also open the same link again on another device.</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}
