/** A score from 1 to 10 as an arc, with the interval it may lie in around it. The numbers stand inside. */
import classes from "./Scores.module.css";

const SIZE = 100;
const RADIUS = 42;
/** Degrees from straight down at which the scale begins, and ends on the other side */
const GAP = 45;

interface Props {
  value: number;
  low: number;
  high: number;
  written: string;
}

function arc(from: number, to: number, radius: number) {
  const at = (score: number) => {
    const angle = ((GAP + ((score - 1) / 9) * (360 - 2 * GAP) + 90) * Math.PI) / 180;
    return [SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle)];
  };
  const [[x0, y0], [x1, y1]] = [at(from), at(to)] as [[number, number], [number, number]];
  const large = ((to - from) / 9) * (360 - 2 * GAP) > 180 ? 1 : 0;
  return `M${x0} ${y0}A${radius} ${radius} 0 ${large} 1 ${x1} ${y1}`;
}

export function Dial({ value, low, high, written }: Props) {
  return (
    <svg viewBox={`0 0 ${SIZE} 90`} className={classes.dial} aria-hidden>
      <path d={arc(1, 10, RADIUS)} className={classes.scale} />
      <path d={arc(Math.max(low, 1), Math.min(high, 10), RADIUS)} className={classes.interval} />
      <path d={arc(Math.max(value - 0.06, 1), Math.min(value + 0.06, 10), RADIUS)} className={classes.value} />
      <text x={SIZE / 2} y={SIZE / 2 + 8} className={classes.number}>
        {written}
      </text>
    </svg>
  );
}
