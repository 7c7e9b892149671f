/** All that was decided about looks, in one place. Nothing else names a colour or a size of its own. */
import { DEFAULT_THEME, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#e8f7fb",
  "#d2edf5",
  "#a9dcec",
  "#80d2ec",
  "#5cc8e6",
  "#33a9cb",
  "#1b8aac",
  "#0b6e8a",
  "#085b73",
  "#05475b",
];

/** The shade that is the accent itself, on white and on black */
export const ACCENT_SHADE = { light: 7, dark: 4 } as const;

/** The two dancers, in every skeleton, mark and chart; each also has a letter or shape beside it */
export const DANCERS = { lead: "#2f6bff", follow: "#e8710a" };

/** To draw on a picture of any brightness; those of the dancers mean them */
export const PENS = { yellow: "#ffd43b", white: "#ffffff", red: "#f03e3e", ...DANCERS };
export type Pen = keyof typeof PENS;

/** Offered to a studio for its own mails */
export const SWATCHES = ["#1c7ed6", "#2f9e44", "#e8590c", "#9c36b5", "#c2255c"];

/** A palette whose last shade is dark enough for text on its own tint */
const withDepth = (palette: MantineColorsTuple, last: string) =>
  [...palette.slice(0, 9), last] as unknown as MantineColorsTuple;

/** Colours by what they mean. */
export const COLOURS = {
  accent,
  good: withDepth(DEFAULT_THEME.colors.teal, "#06694b"),
  warn: withDepth(DEFAULT_THEME.colors.yellow, "#7a4100"),
  bad: withDepth(DEFAULT_THEME.colors.red, "#a61e1e"),
  plain: DEFAULT_THEME.colors.gray,
};
export type Meaning = keyof typeof COLOURS;

const WHITE = "#ffffff";
const BLACK = "#0c1013";
interface Shades {
  filled: number;
  hover: number;
  on: string;
  tinted: number;
}

/** Which shades of a palette are used, so that what stands on them has a contrast of 4.5:1 */
export const SHADES: Record<"light" | "dark", Record<Meaning, Shades>> = {
  light: {
    accent: { filled: 7, hover: 8, on: WHITE, tinted: 9 },
    good: { filled: 9, hover: 9, on: WHITE, tinted: 9 },
    warn: { filled: 4, hover: 5, on: BLACK, tinted: 9 },
    bad: { filled: 9, hover: 9, on: WHITE, tinted: 9 },
    plain: { filled: 7, hover: 8, on: WHITE, tinted: 9 },
  },
  dark: {
    accent: { filled: 4, hover: 3, on: BLACK, tinted: 2 },
    good: { filled: 4, hover: 3, on: BLACK, tinted: 2 },
    warn: { filled: 4, hover: 3, on: BLACK, tinted: 2 },
    bad: { filled: 4, hover: 3, on: BLACK, tinted: 2 },
    plain: { filled: 4, hover: 3, on: BLACK, tinted: 2 },
  },
};

/** How much of a colour a mere tint has */
export const TINT = { light: 0.24, dark: 0.2 };

/** Mantine's greys of the dark theme */
export const DARK: MantineColorsTuple = [
  "#e4e9ee",
  "#c3cdd6",
  "#a3afba",
  "#7f8c98",
  "#46535f",
  "#323c46",
  "#232c34",
  "#1a2127",
  "#12171c",
  "#0c1013",
];

/** What lies beside the palettes: surfaces, quiet text (4.5:1 on its ground), edges of fields and switches (3:1). */
export const SURFACES = {
  light: {
    ground: "#f6f8fa",
    card: "#ffffff",
    border: "#d9dfe5",
    text: "#17212b",
    quiet: "#55616d",
    hint: "#66727e",
    edge: "#838f9b",
  },
  dark: {
    ground: "#12171c",
    card: "#1a2127",
    border: "#323c46",
    text: "#e4e9ee",
    quiet: "#a3afba",
    hint: "#93a0ac",
    edge: "#6b7885",
  },
};

export const FONT =
  "'Inter Variable', system-ui, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";
export const SIZES = { xs: "0.75rem", sm: "0.875rem", md: "1rem", lg: "1.25rem", xl: "1.75rem" };
export const LINE_HEIGHT = "1.5";
export const SPACING = { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" };
export const RADII = { xs: "0.125rem", sm: "0.25rem", md: "0.5rem", lg: "0.75rem", xl: "1rem" };

/** Milliseconds; people who ask their system for less motion get none */
export const MOTION = { quick: 120, calm: 200 };

/** Content of forms and lists; pages of their own size (video, editors) take all */
export const CONTENT_WIDTH = "75rem";
export const SIDEBAR_WIDTH = "14rem";
export const PHONE_BAR_HEIGHT = "4rem";
/** Below it a page is laid out for a phone */
export const PHONE = "48em";
/** Of a finger */
export const TOUCH = "2.75rem";
