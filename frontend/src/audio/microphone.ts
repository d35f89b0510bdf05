import { inTab } from "@/browser/storage";
import { troubleOf, type MicrophoneTrouble } from "./troubles";

/** A microphone that could not be opened; `errorName` is the browser's own name of the failure. */
export class MicrophoneError extends Error {
  override readonly name = "MicrophoneError";

  constructor(
    readonly trouble: MicrophoneTrouble,
    readonly errorName: string,
  ) {
    super(trouble);
  }
}

const CHOSEN = "microphone";

/** The microphone that the participant picked in this tab. */
export function chosenMicrophone(): string | null {
  return inTab.read(CHOSEN);
}

/** Remember the pick for the conversation. */
export function rememberMicrophone(deviceId: string): void {
  inTab.write(CHOSEN, deviceId);
}

const WISHES = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const;

/** What is asked of a microphone, in the check and in the conversation alike. */
export function captureOptions(deviceId: string | null = chosenMicrophone()) {
  return deviceId === null ? WISHES : { ...WISHES, deviceId: { ideal: deviceId } };
}

async function permissionNow(): Promise<PermissionState | "unknown"> {
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state;
  } catch {
    return "unknown"; // Firefox before 131 does not know this permission's name
  }
}

/** The browser's name of a failure, such as NotAllowedError. */
export function errorName(error: unknown): string {
  return typeof error === "object" && error !== null && "name" in error ? String(error.name) : "UnknownError";
}

/** Ask for the microphone; constraints that cannot be met are dropped once. Throws MicrophoneError. */
export async function openMicrophone(deviceId: string | null = chosenMicrophone()): Promise<MediaStream> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) throw new MicrophoneError("unsupported", "TypeError");
  try {
    return await devices.getUserMedia({ audio: captureOptions(deviceId) });
  } catch (first) {
    let name = errorName(first);
    if (name === "OverconstrainedError") {
      try {
        return await devices.getUserMedia({ audio: true });
      } catch (second) {
        name = errorName(second);
      }
    }
    throw new MicrophoneError(troubleOf(name, await permissionNow()), name);
  }
}

export type Microphone = { id: string; label: string };

/** Microphones to choose from; names are known only after permission. */
export async function listMicrophones(): Promise<Microphone[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === "audioinput" && device.deviceId !== "")
    .map((device, index) => ({ id: device.deviceId, label: device.label || `Microphone ${index + 1}` }));
}
