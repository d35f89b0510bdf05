import type { ReactElement } from "react";

const SHAPES = {
  alert: <path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.3" />,
  bubble: <path d="M4 5.5h16v10.5h-8.5L7 20v-4H4z" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  chevron: <path d="m9 5.5 6.5 6.5L9 18.5" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  copy: <path d="M9 9h10.5v10.5H9zM5.5 15H4.5V4.5H15v1" />,
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  dots: <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="3.2" />,
  ear: <path d="M7 9.5a5 5 0 0 1 10 0c0 3.5-3 4-3.5 6.5-.4 2-1.3 4-3.5 4a3 3 0 0 1-3-3M9.8 9.7a2.2 2.2 0 0 1 4.4 0c0 1.6-1.6 1.8-1.8 3.3" />,
  hourglass: <path d="M7 3.5h10M7 20.5h10M8 3.5c0 5 8 6 8 8.5s-8 3.5-8 8.5M16 3.5c0 5-8 6-8 8.5s8 3.5 8 8.5" />,
  leave: <path d="M14 4.5h5.5v15H14M4 12h10.5M11 8.5l3.5 3.5-3.5 3.5" />,
  microphone: <path d="M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />,
  microphoneOff: <path d="M9 9.5v2a3 3 0 0 0 4.8 2.4M15 11v-4.5a3 3 0 0 0-5.8-1.1M5.5 11.5a6.5 6.5 0 0 0 10.7 5M18.5 11.5a6.4 6.4 0 0 1-.6 2.7M12 18v3M4 4l16 16" />,
  open: <circle cx="12" cy="12" r="7.5" />,
  play: <path d="M8 5.5 18.5 12 8 18.5z" />,
  question: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M9.7 9.7a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2 1-1.2 1.9M12 16.5v.2" />
    </>
  ),
  record: <circle cx="12" cy="12" r="5.5" fill="currentColor" />,
  signal: <path d="M5 18.5v-3M10 18.5v-6.5M15 18.5V9M20 18.5V5" />,
  signalOff: <path d="M5 18.5v-3M10 18.5v-6.5M14 5l6 6M20 5l-6 6" />,
  speaker: <path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
  stop: <path d="M7 7h10v10H7z" fill="currentColor" />,
  tool: <path d="M14.5 4.2a4.8 4.8 0 0 0-4 7.3l-6 6 2 2 6-6a4.8 4.8 0 0 0 6.9-5.6L16.5 10.5 13.5 7.5z" />,
  wave: <path d="M4 10v4M8 7v10M12 4.5v15M16 7v10M20 10v4" />,
} satisfies Record<string, ReactElement>;

export type IconName = keyof typeof SHAPES;

/** A line icon in the colour of its text. It never speaks for itself: words stand beside it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none" }}
    >
      {SHAPES[name]}
    </svg>
  );
}
