import type { IconName } from "@/ui/Icon";
import { Icon } from "@/ui/Icon";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Trouble } from "@/ui/Trouble";
import styles from "./Interruption.module.css";

type Choice = { label: string; busy: boolean; onChoose: () => void };

type InterruptionProps = {
  title: string;
  text: string;
  icon: IconName;
  primary: Choice;
  others?: readonly Choice[];
  error?: unknown;
};

/** Takes the presence's place when the conversation cannot go on by itself: what happened and what to choose. */
export function Interruption({ title, text, icon, primary, others = [], error }: InterruptionProps) {
  return (
    <div className={styles.interruption}>
      <span className={styles.mark}>
        <Icon name={icon} size={32} />
      </span>
      <div role="alert" className={styles.words}>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <Trouble error={error} />
      <div className={styles.choices}>
        <Actions>
          <Button variant="primary" busy={primary.busy} onClick={primary.onChoose}>
            {primary.label}
          </Button>
          {others.map(({ label, busy, onChoose }) => (
            <Button key={label} busy={busy} onClick={onChoose}>
              {label}
            </Button>
          ))}
        </Actions>
      </div>
    </div>
  );
}
