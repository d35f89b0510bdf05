import { Icon } from "@/ui/Icon";
import type { Call } from "./messages";
import { actionInWords, callStatus, toolInWords, valueInWords, type Actions } from "./progress";
import styles from "./RecentCalls.module.css";

const SHOWN = 8;

/** What the assistant did last, newest first; the details fold out. */
export function RecentCalls({ calls, actions }: { calls: readonly Call[]; actions: Actions }) {
  if (calls.length === 0) return null;
  return (
    <div className={styles.calls}>
      <h3>What the assistant did</h3>
      <ul>
        {calls
          .slice(-SHOWN)
          .reverse()
          .map((call) => (
            <li key={call.call_id}>
              <CallDetails call={call} action={actionInWords(call.tool, actions)} />
            </li>
          ))}
      </ul>
    </div>
  );
}

function CallDetails({ call, action }: { call: Call; action: string }) {
  const status = callStatus(call);
  const given = typeof call.arguments === "string" ? [["details", call.arguments] as const] : Object.entries(call.arguments);
  return (
    <details className={styles.call} data-ok={String(call.ok)}>
      <summary>
        <Icon name={status.icon} size={18} />
        <span>{action}</span>
        <span className={styles.status}>{status.word}</span>
      </summary>
      <dl>
        {given.map(([name, value]) => (
          <div key={name}>
            <dt>{toolInWords(name)}</dt>
            <dd>{valueInWords(value)}</dd>
          </div>
        ))}
        {call.ok !== null && (
          <div>
            <dt>{call.ok ? "Result" : "Reason"}</dt>
            <dd>{call.ok ? valueInWords(call.result) : (call.error ?? "No reason was given.")}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
