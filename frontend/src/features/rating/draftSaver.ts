import type { RatingDraft } from "@/api/schema";
import { toDraft, type Answers } from "./draft";
import type { Keep } from "./keep";

export type SaveState = "saved" | "saving" | "offline";
export type DraftView = { answers: Answers; state: SaveState };

type Options = { initial: Answers; keep: Keep; save: (draft: RatingDraft) => Promise<unknown> };

const DEBOUNCE_MS = 800;
const RETRY_MS = 5000;

/**
 * Answers that save themselves. Each change is kept on this device at once and sent after a short pause; what could
 * not be sent is sent again until it arrives, and after a reload the unsent answers win over the server's.
 */
export class DraftSaver {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private current: DraftView;

  constructor(private readonly options: Options) {
    const unsent = options.keep.read();
    this.current = unsent === null ? { answers: options.initial, state: "saved" } : { answers: unsent, state: "saving" };
  }

  view = () => this.current;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begin to send; what an earlier visit left unsent goes first. */
  start = () => {
    this.running = true;
    if (this.current.state !== "saved") this.sendSoon(0);
  };

  /** Send nothing more. Changes are still kept on this device. */
  stop = () => {
    this.running = false;
    clearTimeout(this.timer);
  };

  change = (update: (before: Answers) => Answers) => {
    const answers = update(this.current.answers);
    this.options.keep.write(answers);
    this.become({ answers, state: "saving" });
    this.sendSoon(DEBOUNCE_MS);
  };

  /** Send what waits now, for example because the network is back. */
  sendNow = () => {
    if (this.current.state !== "saved") this.sendSoon(0);
  };

  private become(view: DraftView) {
    this.current = view;
    this.listeners.forEach((listener) => listener());
  }

  private sendSoon(delayMs: number) {
    clearTimeout(this.timer);
    if (this.running) this.timer = setTimeout(() => void this.send(), delayMs);
  }

  private async send() {
    const { answers } = this.current;
    let arrived = true;
    try {
      await this.options.save(toDraft(answers));
    } catch {
      arrived = false; // offline, or the server is: the answers stay here until it can be told
    }
    if (!this.running || this.current.answers !== answers) return;
    if (arrived) this.options.keep.clear();
    this.become({ answers, state: arrived ? "saved" : "offline" });
    if (!arrived) this.sendSoon(RETRY_MS);
  }
}
