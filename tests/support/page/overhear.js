// Hands every message of the page's data channels to the test, as base64.
(() => {
  const hand = (data) => {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    window.parleyOverheard(btoa(text));
  };
  const listen = (channel) => channel.addEventListener("message", (event) => hand(event.data));
  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(...args) {
      super(...args);
      this.addEventListener("datachannel", (event) => listen(event.channel));
    }
    createDataChannel(...args) {
      const channel = super.createDataChannel(...args);
      listen(channel);
      return channel;
    }
  };
})();
