/** The joint that is chosen, or under the pointer: a ring around it, and its name. */
import { useTranslation } from "react-i18next";
import { type Couple, JOINTS, jointAt, type Spot } from "../editing/couple";
import { COLOURS } from "../Skeletons";
import classes from "./editor.module.css";

/** Of a joint's size */
const RING = 2;
const LETTERS = 2.8;

export function Chosen({ couple, spot, size }: { couple: Couple; spot: Spot; size: number }) {
  const { t } = useTranslation("datasets");
  const { x, y, seen } = jointAt(couple, spot);
  const name = JOINTS[spot.joint];
  if (!seen || !name) return null;
  return (
    <g className={classes.chosen} pointerEvents="none">
      <circle cx={x} cy={y} r={size * RING} strokeWidth={size / 1.5} className={classes.halo} />
      <circle cx={x} cy={y} r={size * RING} strokeWidth={size / 3} stroke={COLOURS[spot.who]} />
      <text x={x + size * 3} y={y - size * 2} fontSize={size * LETTERS} strokeWidth={size / 1.5}>
        {t(`joint.${name}`)}
      </text>
    </g>
  );
}
