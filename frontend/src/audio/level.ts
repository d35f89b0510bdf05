import { audioContext } from "./context";

/** Loudness in dB relative to full scale; silence is SILENCE_DB. */
export type Level = { rmsDb: number; peakDb: number };

export const SILENCE_DB = -100;

const toDb = (amplitude: number) => Math.max(SILENCE_DB, 20 * Math.log10(Math.max(amplitude, 1e-10)));

/** Level of samples in [-1, 1]. */
export function levelOf(samples: ArrayLike<number>): Level {
  let sum = 0;
  let peak = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const sample = samples[index] ?? 0;
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rmsDb: toDb(Math.sqrt(sum / Math.max(samples.length, 1))), peakDb: toDb(peak) };
}

/** Where a level lies between a quiet room (0) and loud speech (1). */
export function loudness(rmsDb: number): number {
  return Math.min(1, Math.max(0, (rmsDb + 60) / 45));
}

export type LevelMeter = { read: () => Level; stop: () => void };

const WINDOW = 1024;

/** Listens to a stream without playing it; `read` gives the level of the last 20 ms or so. */
export function createLevelMeter(stream: MediaStream): LevelMeter {
  const context = audioContext();
  const source = context.createMediaStreamSource(stream);
  const analyser = new AnalyserNode(context, { fftSize: WINDOW });
  source.connect(analyser);
  const samples = new Float32Array(WINDOW);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    stop: () => {
      source.disconnect();
      analyser.disconnect();
    },
  };
}
