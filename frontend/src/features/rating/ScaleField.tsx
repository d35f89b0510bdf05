import type { Scale } from "@/api/schema";
import { Choice } from "@/ui/Choice";
import { scaleFieldId } from "./draft";
import styles from "./ScaleField.module.css";

type ScaleFieldProps = {
  scale: Scale;
  value: number | undefined;
  missing: boolean;
  onRate: (value: number) => void;
};

/** One scale: every level with its number, name and description in sight. */
export function ScaleField({ scale, value, missing, onRate }: ScaleFieldProps) {
  const id = scaleFieldId(scale.id);
  return (
    <fieldset className={styles.scale} aria-describedby={`${id}-question`} data-missing={missing}>
      <legend>
        <h2>{scale.name}</h2>
      </legend>
      <p id={`${id}-question`} className={styles.question}>
        {scale.question}
      </p>
      {missing && <p className={styles.missing}>Choose one of the levels.</p>}
      <div className={styles.levels}>
        {scale.levels.map((level, index) => (
          <Choice
            key={level.value}
            type="radio"
            beside
            name={id}
            inputId={index === 0 ? id : undefined}
            value={level.value}
            checked={value === level.value}
            label={
              <span className={styles.level}>
                <strong>{level.value}</strong> <span>{level.name}</span>
              </span>
            }
            description={level.description}
            onChange={() => onRate(level.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
