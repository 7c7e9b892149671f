import { PENS } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { degreesOf, distance, headOf, type Point, type Shape } from "./shapes";

/** One shape as SVG. size: of a line's width, pixels of the picture. */
export function ShapeMark({ shape: { tool, pen, points, text }, size }: { shape: Shape; size: number }) {
  const { number } = useFormats();
  const stroke = { stroke: PENS[pen], strokeWidth: size, fill: "none", strokeLinecap: "round" as const };
  const letters = { fill: PENS[pen], fontSize: size * 7, fontWeight: 650, fontFamily: "sans-serif" };
  const [one, two, three] = points;
  if (!one) return null;
  if (tool === "text")
    return (
      <text x={one[0]} y={one[1]} {...letters}>
        {text}
      </text>
    );
  if (!two) return <circle cx={one[0]} cy={one[1]} r={size} fill={PENS[pen]} />;
  if (tool === "circle") return <circle cx={one[0]} cy={one[1]} r={distance(one, two)} {...stroke} />;
  const line = (from: Point, to: Point) => `M${from.join(" ")}L${to.join(" ")}`;
  if (tool === "angle")
    return (
      <>
        <path d={line(one, two) + (three ? line(two, three) : "")} {...stroke} />
        {three && (
          <text x={two[0] + size * 3} y={two[1] - size * 3} {...letters}>
            {number(degreesOf([one, two, three]))}°
          </text>
        )}
      </>
    );
  const [left, right] = headOf([one, two], size * 6);
  return <path d={line(one, two) + (tool === "arrow" ? line(two, left) + line(two, right) : "")} {...stroke} />;
}
