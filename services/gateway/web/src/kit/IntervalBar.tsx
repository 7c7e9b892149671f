/** A score on its scale with the interval it may lie in. The numbers stand beside it: the bar is for the eye alone. */
import { Box } from "@mantine/core";
import classes from "./IntervalBar.module.css";

interface Props {
  value: number;
  low: number;
  high: number;
  /** The scale's ends */
  from: number;
  to: number;
}

export function IntervalBar({ value, low, high, from, to }: Props) {
  const at = (score: number) => `${((score - from) / (to - from)) * 100}%`;
  return (
    <Box className={classes.scale} aria-hidden __vars={{ "--low": at(low), "--high": at(high), "--value": at(value) }}>
      <div className={classes.interval} />
      <div className={classes.value} />
    </Box>
  );
}
