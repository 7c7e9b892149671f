/** Places in a video that stand in a text, like 1:03.5. */
const PLACE = /(?<![\d:.,])(\d{1,3}):([0-5]\d)(?:[.,](\d))?(?![\d:])/g;

interface Piece {
  /** Where in the text it begins */
  at: number;
  text: string;
  /** Of a place */
  second?: number;
}

/** The text in pieces: what is a place, and what stands between. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const place of text.matchAll(PLACE)) {
    if (place.index > end) found.push({ at: end, text: text.slice(end, place.index) });
    const [whole, minutes, seconds, tenth = "0"] = place;
    found.push({ at: place.index, text: whole, second: Number(minutes) * 60 + Number(seconds) + Number(tenth) / 10 });
    end = place.index + whole.length;
  }
  if (end < text.length) found.push({ at: end, text: text.slice(end) });
  return found;
}
