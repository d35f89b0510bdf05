import { useId } from "react";
import type { Microphone } from "@/audio/microphone";
import styles from "./DevicePicker.module.css";

type DevicePickerProps = { devices: readonly Microphone[]; current: string | null; onPick: (deviceId: string) => void };

/** Which microphone; not shown while there is no choice. */
export function DevicePicker({ devices, current, onPick }: DevicePickerProps) {
  const id = useId();
  if (devices.length < 2) return null;
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>Microphone</label>
      <select id={id} value={current ?? ""} onChange={(event) => onPick(event.target.value)}>
        {devices.map((device) => (
          <option key={device.id} value={device.id}>
            {device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
