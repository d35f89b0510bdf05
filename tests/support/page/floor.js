// Writes down what the page showed of the assistant, by the page's own clock: test code that looks now and then misses
// what is gone again. Each entry: when, which floor, and the words; `heardAtMs` is the last message from the assistant.
(() => {
  const shown = [];
  window.parleyShown = shown;
  const note = () => {
    const stage = document.querySelector("[data-floor]");
    if (stage === null) return;
    const floor = stage.dataset.floor;
    if (shown.at(-1)?.floor === floor) return;
    shown.push({
      atMs: performance.now(),
      floor,
      heardAtMs: Number(stage.dataset.heardAtMs ?? Number.NaN),
      words: stage.innerText,
    });
  };
  const watch = () => {
    new MutationObserver(note).observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["data-floor"],
    });
    note();
  };
  if (document.documentElement === null) document.addEventListener("readystatechange", watch, { once: true });
  else watch();
})();
