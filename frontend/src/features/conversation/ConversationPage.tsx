import type { StageOf } from "@/api/participant";
import { ScenarioCard } from "@/features/scenario/ScenarioCard";
import { frameOf } from "@/ui/frame";
import { Page } from "@/ui/Page";
import { FloorPanel } from "./FloorPanel";
import styles from "./ConversationPage.module.css";
import { ProgressPanel } from "./ProgressPanel";
import { SidePanel } from "./SidePanel";
import { loadLivekitRoom, useRoom, type LoadRoom } from "./useRoom";
import { useWakeLock } from "./useWakeLock";

type ConversationPageProps = { stage: StageOf<"conversation">; loadRoom?: LoadRoom };

/** The conversation (paper, figure 20): scenario, the assistant's presence, and the task's progress. */
export function ConversationPage({ stage, loadRoom = loadLivekitRoom }: ConversationPageProps) {
  const inProgress = stage.phase !== "no_assistant" && stage.phase !== "paused";
  const line = useRoom(loadRoom, stage.room, inProgress);
  useWakeLock();
  return (
    <Page {...frameOf(stage)} wide heading={stage.card.title}>
      <div className={styles.columns} data-verified={stage.verified}>
        <SidePanel title="Your scenario" hint="what to talk about">
          <ScenarioCard card={stage.card} />
        </SidePanel>
        <FloorPanel stage={stage} line={line} />
        {stage.verified && <ProgressPanel verification={line.channel.verification} calls={line.channel.calls} />}
      </div>
    </Page>
  );
}
