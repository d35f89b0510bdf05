import { useEffect, useState } from "react";
import type { Level } from "@/audio/level";
import { LevelBar } from "@/ui/LevelBar";

type RecordingTimeProps = { read: () => Level; startedAtMs: number; maxS: number };

/** Level and remaining time of the recording under way. */
export function RecordingTime({ read, startedAtMs, maxS }: RecordingTimeProps) {
  const [elapsedS, setElapsedS] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setElapsedS((performance.now() - startedAtMs) / 1000), 500);
    return () => window.clearInterval(timer);
  }, [startedAtMs]);
  return (
    <>
      <p role="timer">
        Recording: {Math.floor(elapsedS)} of {maxS} seconds
      </p>
      <LevelBar compact label="Your voice" read={read} />
    </>
  );
}
