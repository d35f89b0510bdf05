import { useEffect, useRef, useState, type ReactNode } from "react";
import styles from "./ScrollRegion.module.css";

type ScrollRegionProps = { label: string; className?: string | undefined; children: ReactNode };

/** A wide table's frame: shades the side where columns are hidden, says so, and can be scrolled with the keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const region = useRef<HTMLDivElement>(null);
  const { before, after } = useHidden(region);
  return (
    <div className={styles.frame} data-before={before} data-after={after}>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={region} className={[styles.region, className].join(" ")} role="region" aria-label={label} tabIndex={0}>
        {children}
      </div>
      {(before || after) && <p className={styles.hint}>Scroll sideways to see every column.</p>}
    </div>
  );
}

const NOTHING_HIDDEN = { before: false, after: false };

/** Whether something is hidden at the left and at the right. */
function useHidden(region: React.RefObject<HTMLElement | null>) {
  const [hidden, setHidden] = useState(NOTHING_HIDDEN);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const look = () => {
      const before = element.scrollLeft > 1;
      const after = element.scrollLeft + element.clientWidth < element.scrollWidth - 1;
      setHidden((known) => (known.before === before && known.after === after ? known : { before, after }));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    for (const child of element.children) sizes.observe(child);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [region]);
  return hidden;
}
