import type { StageOf } from "@/api/participant";
import { useAction } from "@/api/useStage";
import { unlockAudio } from "@/audio/context";
import { categoryName, ScenarioCard } from "@/features/scenario/ScenarioCard";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { frameOf } from "@/ui/frame";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";
import { Trouble } from "@/ui/Trouble";
import styles from "./AssignmentPage.module.css";

/** The scenario card before the conversation (paper, figures 17-19). */
export function AssignmentPage({ stage }: { stage: StageOf<"assignment"> }) {
  const start = useAction((api) => api.startConversation());
  return (
    <Page
      {...frameOf(stage)}
      heading="Your conversation"
      lead="Read this before you start. It stays on the screen while you talk."
    >
      <Card>
        <div className={styles.title}>
          <p>{categoryName(stage.card)}</p>
          <h2>{stage.card.title}</h2>
        </div>
        <ScenarioCard card={stage.card} />
      </Card>
      <Card title="Before you start" tone="sunken">
        <p className={styles.minutes}>
          <Icon name="clock" />
          <span>
            Up to <strong>{Math.round(stage.limit_s / 60)} minutes</strong>. Time starts when the assistant is ready.
          </span>
        </p>
        <ul>
          {stage.quick_start.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
      <Trouble error={start.error} />
      <Actions>
        <Button
          variant="primary"
          icon="microphone"
          busy={start.isPending}
          onClick={() => {
            unlockAudio(); // this click is the gesture that lets the assistant be heard
            start.mutate();
          }}
        >
          Start the conversation
        </Button>
      </Actions>
    </Page>
  );
}
