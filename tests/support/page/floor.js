// Writes down what the page showed of the assistant, by the page's own clock: test code that looks now and then misses
// what is gone again. Each entry: when, which floor, the words, whose messages count (`attempt`), and when the last
// message of each attempt was sent (`heardAtMs`).
(() => {
  const shown = [];
  const heardAtMs = {};
  window.parleyShown = shown;
  const note = () => {
    const stage = document.querySelector("[data-floor]");
    if (stage === null) return;
    const { attempt, floor } = stage.dataset;
    if (stage.dataset.heardAtMs !== undefined) heardAtMs[attempt] = Number(stage.dataset.heardAtMs);
    if (shown.at(-1)?.floor === floor) return;
    shown.push({ atMs: performance.now(), attempt, floor, heardAtMs: { ...heardAtMs }, words: stage.innerText });
  };
  const watch = () => {
    new MutationObserver(note).observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["data-floor", "data-attempt", "data-heard-at-ms"],
    });
    note();
  };
  if (document.documentElement === null) document.addEventListener("readystatechange", watch, { once: true });
  else watch();
})();
