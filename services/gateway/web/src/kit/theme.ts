/** Mantine, themed by the tokens. */
import {
  alpha,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  parseThemeColor,
  type VariantColorsResolver,
} from "@mantine/core";
import {
  ACCENT_SHADE,
  COLOURS,
  CONTENT_WIDTH,
  DANCERS,
  DARK,
  FONT,
  LINE_HEIGHT,
  type Meaning,
  MOTION,
  PHONE_BAR_HEIGHT,
  RADII,
  SHADES,
  SIDEBAR_WIDTH,
  SIZES,
  SPACING,
  SURFACES,
  TINT,
  TOUCH,
} from "./tokens";

/** Text on a ground filled with a colour of meaning, the same in every component. */
const onFilled: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const { color, isThemeColor } = parseThemeColor({ color: input.color ?? "accent", theme: input.theme });
  return input.variant === "filled" && isThemeColor ? { ...resolved, color: `var(--on-${color})` } : resolved;
};

export const theme = createTheme({
  variantColorResolver: onFilled,
  colors: { ...COLOURS, dark: DARK },
  primaryColor: "accent",
  primaryShade: ACCENT_SHADE,
  fontFamily: FONT,
  fontSizes: SIZES,
  lineHeights: { xs: LINE_HEIGHT, sm: LINE_HEIGHT, md: LINE_HEIGHT, lg: LINE_HEIGHT, xl: LINE_HEIGHT },
  spacing: SPACING,
  radius: RADII,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: SIZES.xl, lineHeight: "1.25" },
      h2: { fontSize: SIZES.lg, lineHeight: "1.4" },
      h3: { fontSize: SIZES.md, lineHeight: LINE_HEIGHT },
      h4: { fontSize: SIZES.md, lineHeight: LINE_HEIGHT },
    },
  },
  // Plain objects: a component named here would come with the first page.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "plain" } },
    Alert: { defaultProps: { variant: "light" } },
    // Without a colour its words are white, whatever it stands on.
    Badge: { defaultProps: { color: "accent" } },
    Button: { defaultProps: { size: "sm" } },
    Card: { defaultProps: { withBorder: true, padding: "lg" } },
    Input: { defaultProps: { size: "sm" } },
    // The placeholder is a part that a menu may not have; the first item takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: MOTION.calm } } },
    Paper: { defaultProps: { withBorder: true } },
    // Its own transition knows nothing of the system's wish for less motion.
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: MOTION.quick } } },
  },
});

/** Shades of the colours of meaning: what a ground is filled with, what stands on it, and text on a mere tint. */
const shades = (theme: "light" | "dark") =>
  Object.fromEntries(
    Object.keys(COLOURS).flatMap((name) => {
      const { filled, hover, on, tinted } = SHADES[theme][name as Meaning];
      return [
        [`--mantine-color-${name}-filled`, `var(--mantine-color-${name}-${filled})`],
        [`--mantine-color-${name}-filled-hover`, `var(--mantine-color-${name}-${hover})`],
        [`--mantine-color-${name}-light`, alpha(COLOURS[name as Meaning][4] as string, TINT[theme])],
        [`--mantine-color-${name}-light-hover`, alpha(COLOURS[name as Meaning][4] as string, TINT[theme] + 0.06)],
        [`--mantine-color-${name}-light-color`, `var(--mantine-color-${name}-${tinted})`],
        [`--on-${name}`, on],
      ];
    }),
  );

const surfaces = ({ ground, card, border, text, quiet, hint, edge }: (typeof SURFACES)["light"]) => ({
  "--mantine-color-body": ground,
  "--mantine-color-text": text,
  "--mantine-color-dimmed": quiet,
  "--mantine-color-placeholder": hint,
  "--mantine-color-default": card,
  "--mantine-color-default-border": border,
  "--mantine-color-disabled-color": quiet,
  "--card": card,
  "--edge": edge,
});

export const variables: CSSVariablesResolver = () => ({
  variables: {
    "--lead": DANCERS.lead,
    "--follow": DANCERS.follow,
    "--content-width": CONTENT_WIDTH,
    "--sidebar-width": SIDEBAR_WIDTH,
    "--phone-bar-height": PHONE_BAR_HEIGHT,
    "--touch": TOUCH,
  },
  light: {
    ...surfaces(SURFACES.light),
    ...shades("light"),
    "--mantine-color-error": "var(--mantine-color-bad-8)",
    "--text-good": "var(--mantine-color-good-9)",
  },
  dark: {
    ...surfaces(SURFACES.dark),
    ...shades("dark"),
    "--mantine-color-error": "var(--mantine-color-bad-3)",
    "--text-good": "var(--mantine-color-good-3)",
  },
});
