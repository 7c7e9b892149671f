/** A text whose places in the video lead there, where the video is beside it. */
import { Anchor } from "@mantine/core";
import { Fragment } from "react";
import { pieces } from "./places";

export function WithPlaces({ text, seek }: { text: string; seek?: ((second: number) => void) | undefined }) {
  if (!seek) return text;
  return pieces(text).map(({ at, text: piece, second }) => (
    <Fragment key={at}>
      {second === undefined ? (
        piece
      ) : (
        <Anchor component="button" type="button" size="sm" onClick={() => seek(second)}>
          {piece}
        </Anchor>
      )}
    </Fragment>
  ));
}
