// Leads the page's LiveKit traffic through the relays of tests/support/relay.py and nowhere else.
// PORTS is put in front of this file: {signal: [real, relay], media: [real, relay]}.
(() => {
  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(url, protocols) {
      super(String(url).replace(`:${PORTS.signal[0]}/`, `:${PORTS.signal[1]}/`), protocols);
    }
  };
  const nativeFetch = window.fetch;
  window.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const led = url.replace(`:${PORTS.signal[0]}/`, `:${PORTS.signal[1]}/`);
    return led === url ? nativeFetch(input, init) : nativeFetch(led, init);
  };
  const lead = (text) => text.replace(` ${PORTS.media[0]} typ`, ` ${PORTS.media[1]} typ`);
  const leadLines = (sdp) =>
    sdp.split("\r\n").filter((line) => !isCandidate(line) || usable(line)).map((line) => (isCandidate(line) ? lead(line) : line)).join("\r\n");
  const isCandidate = (line) => line.startsWith("a=candidate");
  const usable = (line) => line.includes(` ${PORTS.media[0]} typ`);
  const withoutCandidates = (description) => ({
    type: description.type,
    sdp: description.sdp.split("\r\n").filter((line) => !isCandidate(line)).join("\r\n"),
  });
  const native = {
    addIceCandidate: RTCPeerConnection.prototype.addIceCandidate,
    setRemoteDescription: RTCPeerConnection.prototype.setRemoteDescription,
    createOffer: RTCPeerConnection.prototype.createOffer,
    createAnswer: RTCPeerConnection.prototype.createAnswer,
  };
  Object.assign(RTCPeerConnection.prototype, {
    addIceCandidate(candidate) {
      if (!candidate || !candidate.candidate) return native.addIceCandidate.call(this, candidate);
      if (!usable(candidate.candidate)) return Promise.resolve();
      const led = { ...(candidate.toJSON?.() ?? candidate), candidate: lead(candidate.candidate) };
      return native.addIceCandidate.call(this, led);
    },
    setRemoteDescription(description) {
      return native.setRemoteDescription.call(this, { type: description.type, sdp: leadLines(description.sdp) });
    },
    async createOffer(...args) {
      return withoutCandidates(await native.createOffer.apply(this, args));
    },
    async createAnswer(...args) {
      return withoutCandidates(await native.createAnswer.apply(this, args));
    },
  });
  // The server must not learn the page's own addresses: it would reach them past the relay.
  Object.defineProperty(RTCPeerConnection.prototype, "onicecandidate", { set() {}, get: () => null });
})();
