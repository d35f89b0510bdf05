import { useEffect, useState, useSyncExternalStore } from "react";
import { DraftSaver } from "./draftSaver";

/** The rating page's answers, and their saver for as long as the page is shown. */
export function useDraft(options: ConstructorParameters<typeof DraftSaver>[0]) {
  const [saver] = useState(() => new DraftSaver(options));
  const view = useSyncExternalStore(saver.subscribe, saver.view);
  useEffect(() => {
    saver.start();
    window.addEventListener("online", saver.sendNow);
    return () => {
      saver.stop();
      window.removeEventListener("online", saver.sendNow);
    };
  }, [saver]);
  return { ...view, saver };
}
