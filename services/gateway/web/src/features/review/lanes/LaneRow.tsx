/** One lane, its name in the corner. */
import type { ReactNode } from "react";
import classes from "./Lanes.module.css";

/** Marks what has keys and gestures of its own */
export const OWN = "data-own";

interface RowProps {
  label: string;
  /** Behind the label */
  hint?: ReactNode;
  tall?: boolean;
  children: ReactNode;
}

export function LaneRow({ label, hint, tall, children }: RowProps) {
  return (
    <div className={classes.row} data-tall={tall || undefined}>
      {children}
      <span className={classes.name}>
        {label}
        {hint && <span className={classes.hint}> {hint}</span>}
      </span>
    </div>
  );
}
