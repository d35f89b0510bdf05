import { Choice } from "@/ui/Choice";
import styles from "./Settings.module.css";

type Setting = readonly [boolean, (value: boolean) => void];

/** Choices for people who use the keyboard or a screen reader. */
export function Settings({ muteKey, announcements }: { muteKey: Setting; announcements: Setting }) {
  return (
    <details className={styles.settings}>
      <summary>Keyboard and screen reader</summary>
      <div className={styles.choices}>
        <Choice
          type="checkbox"
          label="The M key turns the microphone on and off"
          checked={muteKey[0]}
          onChange={(event) => muteKey[1](event.target.checked)}
        />
        <Choice
          type="checkbox"
          label="Announce when the assistant listens, thinks or speaks"
          description="For screen readers. Turn it off if the announcements disturb the conversation."
          checked={announcements[0]}
          onChange={(event) => announcements[1](event.target.checked)}
        />
      </div>
    </details>
  );
}
