import { useCallback, useEffect, useState } from "react";
import type { Instrument } from "@/api/schema";
import { useAction } from "@/api/useStage";
import { fileNameFor } from "@/audio/recorder";
import { adviceFor } from "@/audio/troubles";
import { Actions } from "@/ui/Actions";
import { AudioPlayer } from "@/ui/AudioPlayer";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Notice } from "@/ui/Notice";
import { Trouble } from "@/ui/Trouble";
import { RecordingTime } from "./RecordingTime";
import { Saving } from "./Saving";
import { useVoiceNote, type VoiceNoteState } from "./useVoiceNote";

/** Whether leaving the page would lose a recording, and why. */
export type NoteSafety = "safe" | "recording" | "saving" | "unsaved";

type VoiceNoteProps = { instrument: Instrument; saved: boolean; onSafety: (safety: NoteSafety) => void };

/** Optional spoken feedback: recorded, stored at once, played back, deleted or recorded again. */
export function VoiceNote({ instrument, saved, onSafety }: VoiceNoteProps) {
  const maxS = instrument.audio_feedback_max_s;
  const [sent, setSent] = useState(0);
  const upload = useAction((api, audio: Blob) => {
    setSent(0);
    return api.saveFeedbackAudio(audio, fileNameFor(audio.type), setSent);
  });
  const remove = useAction((api) => api.deleteFeedbackAudio());
  const { mutate: store } = upload;
  const note = useVoiceNote(maxS * 1000, useCallback((audio: Blob) => store(audio), [store]));
  const { state } = note;
  const safety = safetyOf(state.status, upload);
  useEffect(() => onSafety(safety), [safety, onSafety]);
  const again = state.status === "recorded" || saved;
  return (
    <Card title="Spoken feedback (optional)">
      <p>You can say it instead of writing more. Up to {Math.round(maxS / 60)} minutes, for example:</p>
      <ul>
        {instrument.audio_feedback_questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
      {state.status === "recording" && <RecordingTime {...state} maxS={maxS} />}
      {state.status === "recorded" && <AudioPlayer audio={state.audio} label="Your spoken feedback" />}
      {state.status === "trouble" && (
        <Notice tone="warn" role="alert" title={adviceFor(state.trouble, navigator.userAgent).title}>
          <p>{adviceFor(state.trouble, navigator.userAgent).steps[0]}</p>
        </Notice>
      )}
      <div role="status">
        {upload.isPending && <Saving sent={sent} />}
        {saved && !upload.isPending && state.status !== "recording" && <Notice tone="ok">Your recording is saved.</Notice>}
      </div>
      <Trouble error={upload.error ?? remove.error} />
      <Actions>
        {state.status === "recording" ? (
          <Button icon="stop" onClick={note.stop}>
            Stop recording
          </Button>
        ) : (
          <Button icon="record" busy={state.status === "opening"} onClick={() => void note.start()}>
            {again ? "Record again" : "Start recording"}
          </Button>
        )}
        {state.status === "recorded" && upload.isError && (
          <Button variant="primary" onClick={() => upload.mutate(state.audio)}>
            Save again
          </Button>
        )}
        {again && state.status !== "recording" && (
          <Button
            variant="quiet"
            busy={remove.isPending}
            onClick={() => (saved ? remove.mutate(undefined, { onSuccess: note.discard }) : note.discard())}
          >
            Delete the recording
          </Button>
        )}
      </Actions>
    </Card>
  );
}

function safetyOf(status: VoiceNoteState["status"], upload: { isPending: boolean; isError: boolean }): NoteSafety {
  if (status === "recording") return "recording";
  if (upload.isPending) return "saving";
  return status === "recorded" && upload.isError ? "unsaved" : "safe";
}
