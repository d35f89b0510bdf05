import { Icon, type IconName } from "@/ui/Icon";
import type { RoomStatus } from "./room";
import styles from "./StatusBar.module.css";
import { clockText, type Times } from "./time";

type StatusBarProps = { times: Times; counting: boolean; status: RoomStatus | null };

function connectionWords({ connection, weak }: RoomStatus): { text: string; icon: IconName; tone: string } {
  if (connection === "connected") {
    return weak
      ? { text: "Weak connection", icon: "signal", tone: "warn" }
      : { text: "Connected", icon: "signal", tone: "ok" };
  }
  if (connection === "closed") return { text: "Waiting for us", icon: "signal", tone: "waiting" };
  if (connection === "joining") return { text: "Connecting", icon: "signal", tone: "waiting" };
  return { text: "Reconnecting", icon: "signalOff", tone: "warn" };
}

/** Connection, elapsed and remaining time; without a status there is no line to speak of. */
export function StatusBar({ times, counting, status }: StatusBarProps) {
  const connection = status === null ? null : connectionWords(status);
  return (
    <div className={styles.bar}>
      {connection !== null && (
        <p className={styles.item} data-tone={connection.tone}>
          <Icon name={connection.icon} />
          {connection.text}
        </p>
      )}
      <p className={styles.item} role="timer">
        <Icon name="clock" />
        <span>
          <span className="visually-hidden">Elapsed </span>
          <strong>{clockText(times.elapsedS)}</strong>
          <span className={styles.left}>
            {counting ? `${clockText(times.leftS)} left` : "not counting yet"}
          </span>
        </span>
      </p>
    </div>
  );
}
