let shared: AudioContext | null = null;

/** The page's one AudioContext, made on first use. */
export function audioContext(): AudioContext {
  shared ??= new AudioContext();
  return shared;
}

/** Call inside a click or key press: browsers let audio run only from there. */
export function unlockAudio(): void {
  void audioContext().resume();
}
