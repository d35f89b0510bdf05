// The page's microphone is ours: silence until a test plays a clip into it. Gains and filters of a real one are absent.
(() => {
  if (navigator.mediaDevices === undefined) return; // about:blank has none
  let context = null;
  let destination = null;
  const open = () => {
    if (context === null) {
      context = new AudioContext();
      destination = context.createMediaStreamDestination();
    }
    return destination.stream;
  };
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (!constraints || !constraints.audio) {
      throw new DOMException("no camera here", "NotFoundError");
    }
    const stream = open().clone();
    await context.resume();
    return stream;
  };
  // Plays 16-bit mono PCM (base64). Resolves when the last sample is out, with the wall time of first and last sample.
  window.parleySay = async (base64, sampleRate) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const samples = Float32Array.from(new Int16Array(bytes.buffer), (sample) => sample / 32768);
    open();
    const buffer = context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(destination);
    const startAt = context.currentTime + 0.02;
    const startedAt = Date.now() / 1000 + 0.02;
    await new Promise((resolve) => {
      source.onended = resolve;
      source.start(startAt);
    });
    return { startedAt, endedAt: startedAt + buffer.duration };
  };
})();
