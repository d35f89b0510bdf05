import type { Stage } from "@/api/participant";
import type { PageFrame } from "./Page";

const STEP_OF: Record<Stage["stage"], number | null> = {
  consent: 0,
  audio_check: 1,
  assignment: 2,
  conversation: 2,
  rating: 3,
  complete: 4,
  closed: null,
};

/** What every page takes from its stage. */
export function frameOf(stage: Stage): PageFrame {
  return {
    studyTitle: stage.study_title,
    rehearsal: stage.rehearsal,
    helpText: stage.help_text,
    step: STEP_OF[stage.stage],
  };
}
