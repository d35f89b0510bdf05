import type { Card } from "@/api/schema";
import styles from "./ScenarioCard.module.css";

const CATEGORY_NAMES: Record<Card["category"], string> = {
  open_chat: "Open conversation",
  goal_oriented: "Conversation with goals",
  tool_calling: "Conversation with tasks",
};

/** The category in words. */
export function categoryName(card: Card): string {
  return CATEGORY_NAMES[card.category];
}

/** What the scenario asks of the participant (paper, figures 17-19), below its title. */
export function ScenarioCard({ card }: { card: Card }) {
  return (
    <div className={styles.scenario}>
      {card.goal && <Part title="Your goal" text={card.goal} />}
      <Facts title="Who you are" facts={card.identity} />
      {card.situation && <Part title="The situation" text={card.situation} />}
      <Facts title="Key details" facts={card.key_details} />
      <Steps title="Your tasks" steps={card.tasks} ordered />
      <Steps title="Goals for the conversation" steps={card.goals} />
      {card.goals.length > 0 && (
        <p className={styles.aside}>These goals guide your conversation. You are free to explore other topics, too.</p>
      )}
      {card.note && (
        <p className={styles.note}>
          <strong>Note:</strong> {card.note}
        </p>
      )}
    </div>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <p>{text}</p>
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: Card["identity"] }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <dl className={styles.facts}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Steps({ title, steps, ordered = false }: { title: string; steps: readonly string[]; ordered?: boolean }) {
  if (steps.length === 0) return null;
  const List = ordered ? "ol" : "ul";
  return (
    <div className={styles.part}>
      <h3>{title}</h3>
      <List>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </List>
    </div>
  );
}
