import { useId, type InputHTMLAttributes, type ReactNode } from "react";
import styles from "./Choice.module.css";

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "id"> & {
  type: "radio" | "checkbox";
  label: ReactNode;
  description?: ReactNode;
  /** Words beside the label where there is room, instead of below it. */
  beside?: boolean;
  /** A known id, for links that lead here. */
  inputId?: string | undefined;
};

/** One option with a target as large as its words; native input, so arrow keys and Space work. */
export function Choice({ type, label, description, beside = false, inputId, ...rest }: ChoiceProps) {
  const madeId = useId();
  const id = inputId ?? madeId;
  const describedBy = description === undefined ? undefined : `${id}-description`;
  return (
    <div className={styles.choice} data-beside={beside}>
      <input {...rest} type={type} id={id} aria-describedby={describedBy} />
      <label htmlFor={id}>
        <span className={styles.label}>{label}</span>
      </label>
      {description !== undefined && (
        <span id={describedBy} className={styles.description}>
          {description}
        </span>
      )}
    </div>
  );
}
