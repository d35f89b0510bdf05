const STALLED_MS = 30_000; // nothing has left this device for so long
const ANSWER_MS = 60_000; // from the last byte to the server's word that it is stored

type Fetch = (request: Request) => Promise<Response>;

/**
 * `fetch` for a large body: it takes as long as bytes move, however large the body and slow the line, and tells which
 * share of it has left this device. Rejects when the line is dead or stalls.
 */
export function uploading(onSent: (share: number) => void, open = () => new XMLHttpRequest()): Fetch {
  return async (request) => {
    const body = await request.blob();
    const call = open();
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const giveUpAfter = (delayMs: number) => {
        clearTimeout(timer);
        timer = setTimeout(() => call.abort(), delayMs);
      };
      call.open(request.method, request.url);
      request.headers.forEach((value, name) => call.setRequestHeader(name, value));
      call.upload.onprogress = ({ loaded, total }) => {
        giveUpAfter(STALLED_MS);
        if (total > 0) onSent(loaded / total);
      };
      call.upload.onload = () => giveUpAfter(ANSWER_MS);
      call.onload = () => resolve(answerOf(call));
      call.onerror = call.onabort = () => reject(new TypeError("the upload did not arrive"));
      call.onloadend = () => clearTimeout(timer);
      giveUpAfter(STALLED_MS);
      call.send(body);
    });
  };
}

function answerOf(call: XMLHttpRequest): Response {
  const type = call.getResponseHeader("Content-Type") ?? "application/json";
  return new Response(call.responseText, { status: call.status, headers: { "Content-Type": type } });
}
