import { createLevelMeter, SILENCE_DB, type Level, type LevelMeter } from "@/audio/level";

const SILENCE: Level = { rmsDb: SILENCE_DB, peakDb: SILENCE_DB };

/** The level of whichever stream was opened last; silence without one. */
export class StreamLevel {
  private meter: LevelMeter | null = null;

  open(stream: MediaStream): void {
    this.close();
    this.meter = createLevelMeter(stream);
  }

  read(): Level {
    return this.meter?.read() ?? SILENCE;
  }

  close(): void {
    this.meter?.stop();
    this.meter = null;
  }
}
