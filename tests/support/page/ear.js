// Hands everything that the page hears to the test: 16 kHz mono PCM, 100 ms at a time, with the wall time of arrival.
// Only what comes over WebRTC counts; all such tracks are mixed, as a loudspeaker would.
(() => {
  const RATE = 16000;
  const CHUNK = 1600;
  const NativeConnection = window.RTCPeerConnection;
  let tap = null;
  const openTap = () => {
    const context = new AudioContext({ sampleRate: RATE });
    tap = context.createScriptProcessor(256, 1, 1);
    const chunk = new Int16Array(CHUNK);
    let filled = 0;
    tap.onaudioprocess = (event) => {
      for (const sample of event.inputBuffer.getChannelData(0)) {
        chunk[filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
        if (filled === CHUNK) {
          window.parleyHeard(btoa(String.fromCharCode(...new Uint8Array(chunk.buffer))), Date.now() / 1000);
          filled = 0;
        }
      }
    };
    tap.connect(context.destination);
  };
  const listen = (track) => {
    if (tap === null) openTap();
    tap.context.createMediaStreamSource(new MediaStream([track])).connect(tap);
  };
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(...args) {
      super(...args);
      this.addEventListener("track", (event) => {
        if (event.track.kind === "audio") listen(event.track);
      });
    }
  };
})();
