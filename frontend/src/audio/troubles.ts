/** Everything that keeps a microphone from being heard. */
export type MicrophoneTrouble =
  | "unsupported" // no mediaDevices: an in-app browser, or no https
  | "blocked" // denied in the browser or by the system
  | "dismissed" // the question was closed without an answer
  | "missing" // no microphone
  | "busy" // another program or its driver holds it
  | "unsuitable" // no microphone fits even without wishes
  | "forbidden" // policy, frame or an unknown failure
  | "silent" // open, and nothing arrives
  | "gone"; // it was there and went away

/** The trouble behind a getUserMedia failure, by its name and the permission that stands now. */
export function troubleOf(errorName: string, permission: PermissionState | "unknown"): MicrophoneTrouble {
  switch (errorName) {
    case "NotAllowedError":
      return permission === "prompt" ? "dismissed" : "blocked";
    case "NotFoundError":
      return "missing";
    case "NotReadableError":
      return "busy";
    case "OverconstrainedError":
      return "unsuitable";
    default: // AbortError, SecurityError, TypeError, and whatever a browser invents
      return "forbidden";
  }
}

/** What is wrong in one line, and what to do about it. */
export type Advice = { title: string; steps: readonly string[] };

const ADVICE: Record<Exclude<MicrophoneTrouble, "blocked">, Advice> = {
  unsupported: {
    title: "This browser cannot use a microphone here",
    steps: [
      "If you opened the study inside another app, open its link in Chrome, Edge, Firefox or Safari instead.",
      "The link must begin with https.",
    ],
  },
  dismissed: {
    title: "The browser’s question was closed",
    steps: ["Choose “Try again”, and choose “Allow” when the browser asks for the microphone."],
  },
  missing: {
    title: "No microphone was found",
    steps: [
      "Plug in a headset or a microphone, or switch on a wireless one.",
      "Check that it is not turned off in the system’s sound settings.",
    ],
  },
  busy: {
    title: "The microphone is in use",
    steps: [
      "Close other programs and tabs that use it, such as Zoom, Teams or a phone call.",
      "If that does not help, unplug it and plug it in again.",
    ],
  },
  unsuitable: {
    title: "This microphone does not work here",
    steps: ["Choose another microphone, or plug in a headset."],
  },
  forbidden: {
    title: "The browser did not let us use the microphone",
    steps: [
      "Open the study’s link in another browser: Chrome, Edge, Firefox or Safari.",
      "A computer of a company or school may forbid microphones. If so, use another device.",
    ],
  },
  silent: {
    title: "The microphone is on, but no sound arrives",
    steps: [
      "Check for a mute switch on the headset, the cable or the keyboard.",
      "Choose another microphone from the list below.",
      "Check the input volume in the system’s sound settings.",
    ],
  },
  gone: {
    title: "The microphone went away",
    steps: ["Plug it in again or switch it on, or choose another one."],
  },
};

type Browser = "firefox" | "safari" | "chromium";

const browserOf = (userAgent: string): Browser => {
  if (/firefox|fxios/i.test(userAgent)) return "firefox";
  return /safari/i.test(userAgent) && !/chrome|chromium|crios|edg/i.test(userAgent) ? "safari" : "chromium";
};

const UNBLOCK: Record<Browser, string> = {
  chromium: "Select the icon at the left of the address bar, then “Site settings”, and set Microphone to “Allow”.",
  firefox: "Select the crossed-out microphone at the left of the address bar and remove “Blocked”.",
  safari: "Open “Settings for This Website” beside the address bar (Safari menu) and set Microphone to “Allow”.",
};

/** Advice for a person, fitted to the browser where that matters. */
export function adviceFor(trouble: MicrophoneTrouble, userAgent: string): Advice {
  if (trouble !== "blocked") return ADVICE[trouble];
  return {
    title: "The microphone is blocked",
    steps: [
      UNBLOCK[browserOf(userAgent)],
      "If it is allowed there, allow it for the browser in the system’s privacy settings, too.",
      "Then come back to this page and choose “Try again”.",
    ],
  };
}
