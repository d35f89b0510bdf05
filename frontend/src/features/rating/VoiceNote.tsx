import { useCallback } from "react";
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
import { useVoiceNote } from "./useVoiceNote";

type VoiceNoteProps = { instrument: Instrument; saved: boolean };

/** Optional spoken feedback: recorded, stored at once, played back, deleted or recorded again. */
export function VoiceNote({ instrument, saved }: VoiceNoteProps) {
  const maxS = instrument.audio_feedback_max_s;
  const upload = useAction((api, audio: Blob) => api.saveFeedbackAudio(audio, fileNameFor(audio.type)));
  const remove = useAction((api) => api.deleteFeedbackAudio());
  const { mutate: store } = upload;
  const note = useVoiceNote(maxS * 1000, useCallback((audio: Blob) => store(audio), [store]));
  const { state } = note;
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
        {upload.isPending && <p>Saving your recording…</p>}
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
          <Button onClick={() => upload.mutate(state.audio)}>Save again</Button>
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
