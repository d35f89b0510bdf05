import type { ComponentPropsWithRef } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Button.module.css";

export type ButtonProps = ComponentPropsWithRef<"button"> & {
  /** primary: the one thing to do here; secondary: an equal choice; quiet: a way out; danger: cannot be undone. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  icon?: IconName;
  /** The action is under way: the button stays in place, keeps focus and refuses a second press. */
  busy?: boolean;
};

export function Button({ variant = "secondary", icon, busy = false, children, className, onClick, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[variant], className].filter(Boolean).join(" ");
  return (
    <button type="button" className={classes} aria-busy={busy || undefined} onClick={busy ? undefined : onClick} {...rest}>
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
