import { useRef, useState, type Dispatch } from "react";
import { Actions } from "@/ui/Actions";
import { Button } from "@/ui/Button";
import { Choice } from "@/ui/Choice";
import { Notice } from "@/ui/Notice";
import type { CheckEvent } from "./check";
import styles from "./SpeakerPart.module.css";

type SpeakerPartProps = { words: readonly string[]; clipUrls: readonly string[]; dispatch: Dispatch<CheckEvent> };

/** A random place in a list of `length`, other than `before` where there is a choice. */
function anotherOf(length: number, before: number | null): number {
  if (before === null || length < 2) return Math.floor(Math.random() * length);
  return (before + 1 + Math.floor(Math.random() * (length - 1))) % length;
}

/** A spoken word is played and has to be told from others: only working speakers get this right. */
export function SpeakerPart({ words, clipUrls, dispatch }: SpeakerPartProps) {
  const [spoken, setSpoken] = useState(() => anotherOf(words.length, null));
  const [picked, setPicked] = useState<number | null>(null);
  const [played, setPlayed] = useState(false);
  const [outcome, setOutcome] = useState<"wrong" | "unplayable" | null>(null);
  const player = useRef<HTMLAudioElement>(null);
  const playButton = useRef<HTMLButtonElement>(null);

  const play = () => {
    setOutcome(null);
    setPlayed(true);
    player.current?.play().catch(() => setOutcome("unplayable"));
  };
  const answer = () => {
    const correct = picked === spoken;
    dispatch({ type: "word_answered", correct });
    if (correct) return;
    setOutcome("wrong");
    setPicked(null);
    setPlayed(false);
    setSpoken(anotherOf(words.length, spoken));
    playButton.current?.focus(); // the answer's button cannot be pressed before the next word was played
  };
  return (
    <>
      <p>Play the word and choose the one that you heard. You may play it as often as you like.</p>
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- a caption would give the answer away */}
      <audio ref={player} src={clipUrls[spoken]} preload="auto" />
      <Actions>
        <Button ref={playButton} variant={played ? "secondary" : "primary"} icon="speaker" onClick={play}>
          {played ? "Play it again" : "Play the word"}
        </Button>
      </Actions>
      <fieldset>
        <legend className={styles.legend}>Which word did you hear?</legend>
        <div className={styles.words}>
          {words.map((word, index) => (
            <Choice
              key={word}
              type="radio"
              name="heard-word"
              label={word}
              checked={picked === index}
              onChange={() => setPicked(index)}
            />
          ))}
        </div>
      </fieldset>
      {outcome !== null && <Hint outcome={outcome} />}
      <Actions>
        <Button variant={played ? "primary" : "secondary"} disabled={!played || picked === null} onClick={answer}>
          Check my answer
        </Button>
      </Actions>
    </>
  );
}

function Hint({ outcome }: { outcome: "wrong" | "unplayable" }) {
  return (
    <Notice tone="warn" role="alert" title={outcome === "wrong" ? "That was another word." : "The word could not be played."}>
      <ul>
        <li>Turn the volume up, and check that the sound is not muted.</li>
        <li>Check that the right speakers or headphones are chosen.</li>
        <li>Then play the word and choose again.</li>
      </ul>
    </Notice>
  );
}
