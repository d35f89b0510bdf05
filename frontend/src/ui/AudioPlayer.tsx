import { useEffect, useRef } from "react";
import styles from "./AudioPlayer.module.css";

type AudioPlayerProps = { audio: Blob; label: string; autoPlay?: boolean };

/** Plays a recording that is still in the browser. */
export function AudioPlayer({ audio, label, autoPlay = false }: AudioPlayerProps) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const player = element.current;
    if (player === null) return;
    const url = URL.createObjectURL(audio);
    player.src = url;
    return () => {
      player.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  }, [audio]);
  return (
    // Captions: the listener has just spoken these words.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <audio ref={element} className={styles.player} aria-label={label} autoPlay={autoPlay} controls />
  );
}
