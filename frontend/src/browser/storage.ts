/**
 * What this browser remembers for us. Storage may be blocked, full, or forbidden in a frame, where even touching it
 * throws: then this page remembers by itself, until it is closed.
 */
export type Store = {
  read: (name: string) => string | null;
  write: (name: string, value: string) => void;
  remove: (name: string) => void;
};

const PREFIX = "parley.";

function guarded(open: () => Storage): Store {
  const here = new Map<string, string>();
  const attempt = <T>(act: (storage: Storage) => T): T | null => {
    try {
      return act(open());
    } catch {
      return null;
    }
  };
  return {
    read: (name) => here.get(name) ?? attempt((storage) => storage.getItem(PREFIX + name)),
    write: (name, value) => {
      const kept = attempt((storage) => {
        storage.setItem(PREFIX + name, value);
        return true;
      });
      if (kept === true) here.delete(name);
      else here.set(name, value);
    },
    remove: (name) => {
      here.delete(name);
      attempt((storage) => storage.removeItem(PREFIX + name));
    },
  };
}

/** Remembered until the participant clears it. */
export const onDevice = guarded(() => window.localStorage);

/** Remembered as long as the tab is open. */
export const inTab = guarded(() => window.sessionStorage);
