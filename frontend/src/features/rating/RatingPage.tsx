import { useMemo, useState } from "react";
import type { StageOf } from "@/api/participant";
import type { RatingDraft, Ratings } from "@/api/schema";
import { useAction } from "@/api/useStage";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { frameOf } from "@/ui/frame";
import { Notice } from "@/ui/Notice";
import { Page } from "@/ui/Page";
import { Trouble } from "@/ui/Trouble";
import { FEEDBACK_FIELD, missingAnswers, rated, scaleFieldId, toDraft, type Answers } from "./draft";
import { ErrorSummary } from "./ErrorSummary";
import { FeedbackField } from "./FeedbackField";
import { keepFor } from "./keep";
import { Progress } from "./Progress";
import styles from "./RatingPage.module.css";
import { ScaleField } from "./ScaleField";
import { useDraft } from "./useDraft";
import { VoiceNote, type NoteSafety } from "./VoiceNote";

const sessionInAddress = () => new URL(window.location.href).searchParams.get("SESSION_ID") ?? "unnamed";

const NOTE_FIRST: Record<Exclude<NoteSafety, "safe">, string> = {
  recording: "Your spoken feedback is still being recorded. Please stop the recording, then submit.",
  saving: "Your spoken feedback is still being saved. Please submit when it is done.",
  unsaved: "Your spoken feedback could not be saved. Please save it again or delete it, then submit.",
};

/** Five scales, required feedback, and an optional spoken note (paper, figures 21-22). */
export function RatingPage({ stage }: { stage: StageOf<"rating"> }) {
  const { instrument } = stage;
  const keep = useMemo(() => keepFor(sessionInAddress()), []);
  const save = useAction((api, draft: RatingDraft) => api.saveDraft(draft));
  const initial: Answers = { ratings: stage.draft.ratings, feedback: stage.draft.feedback };
  const { answers, state, saver } = useDraft({ initial, keep, save: save.mutateAsync });
  const submit = useAction((api, ratings: Ratings) => api.submitRatings(ratings));
  const [refusals, setRefusals] = useState(0);
  const [note, setNote] = useState<NoteSafety>("safe");
  const [held, setHeld] = useState(false);
  const missing = missingAnswers(answers, instrument);
  const isMissing = (fieldId: string) => refusals > 0 && missing.some((entry) => entry.fieldId === fieldId);

  const finish = () => {
    setHeld(note !== "safe");
    if (missing.length > 0) setRefusals(refusals + 1);
    if (missing.length > 0 || note !== "safe") return;
    saver.stop();
    submit.mutate(toDraft(answers), { onSuccess: keep.clear, onError: saver.start });
  };
  return (
    <Page {...frameOf(stage)} heading="Rate the assistant" lead={`You talked about: ${stage.scenario_title}`}>
      {stage.notice !== null && <Notice>{stage.notice}</Notice>}
      <Card title={instrument.guidance_title} tone="sunken">
        <ul>
          {instrument.guidance.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
      {refusals > 0 && <ErrorSummary missing={missing} attempt={refusals} />}
      {instrument.scales.map((scale) => (
        <ScaleField
          key={scale.id}
          scale={scale}
          value={answers.ratings[scale.id]}
          missing={isMissing(scaleFieldId(scale.id))}
          onRate={(value) => saver.change((before) => rated(before, scale.id, value))}
        />
      ))}
      <FeedbackField
        instrument={instrument}
        value={answers.feedback}
        missing={isMissing(FEEDBACK_FIELD)}
        onWrite={(feedback) => saver.change((before) => ({ ...before, feedback }))}
      />
      <VoiceNote instrument={instrument} saved={stage.audio_feedback_saved} onSafety={setNote} />
      {held && note !== "safe" && (
        <Notice tone="warn" role="alert">
          <p>{NOTE_FIRST[note]}</p>
        </Notice>
      )}
      <Trouble error={submit.error} />
      <div className={styles.finish}>
        <Progress answers={answers} instrument={instrument} state={state} />
        <Actions>
          <Button variant="primary" busy={submit.isPending} onClick={finish}>
            Submit my rating
          </Button>
        </Actions>
      </div>
    </Page>
  );
}
