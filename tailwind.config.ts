import type { Config } from "tailwindcss";
import plugin from "tailwindcss/plugin";

/** Colours by role. `*-weak` is the background its full colour is read on. */
export const themes = {
  light: {
    surface: "#fbfbfc",
    raised: "#ffffff",
    sunken: "#f3f3f6",
    line: "#e4e4ea",
    "line-strong": "#d3d3dc",
    ink: "#1b1b22",
    soft: "#4a4a57",
    muted: "#676775",
    accent: "#5b4bd4",
    "accent-weak": "#eeecfb",
    "accent-mid": "#b6aeea",
    "accent-ink": "#ffffff",
    ok: "#177a47",
    "ok-weak": "#e4f5eb",
    warn: "#8f5b00",
    "warn-weak": "#fcf2dc",
    bad: "#c42b3a",
    "bad-weak": "#fdebed",
    busy: "#1668c7",
    "busy-weak": "#e8f1fc",
  },
  dark: {
    surface: "#121217",
    raised: "#18181f",
    sunken: "#0e0e12",
    line: "#282832",
    "line-strong": "#383845",
    ink: "#ececf1",
    soft: "#b9b9c6",
    muted: "#9090a0",
    accent: "#a79bff",
    "accent-weak": "#262147",
    "accent-mid": "#4f4783",
    "accent-ink": "#15112e",
    ok: "#55c98c",
    "ok-weak": "#13281d",
    warn: "#e5b050",
    "warn-weak": "#2d2411",
    bad: "#ff7a85",
    "bad-weak": "#34181c",
    busy: "#6db1ff",
    "busy-weak": "#132538",
  },
} as const;

export type ColourRole = keyof typeof themes.light;

const roles = Object.keys(themes.light) as ColourRole[];

const variables = (theme: Record<ColourRole, string>) =>
  Object.fromEntries(roles.map((role) => [`--${role}`, theme[role]]));

export default {
  darkMode: "class",
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      inherit: "inherit",
      ...Object.fromEntries(roles.map((role) => [role, `var(--${role})`])),
    },
    screens: { md: "700px", lg: "1080px", xl: "1440px" },
    fontFamily: {
      sans: ["Inter Variable", "system-ui", "sans-serif"],
      mono: ["JetBrains Mono Variable", "ui-monospace", "monospace"],
    },
    fontSize: {
      sm: ["0.75rem", { lineHeight: "1.125rem" }],
      base: ["0.84375rem", { lineHeight: "1.25rem" }],
      lg: ["1rem", { lineHeight: "1.5rem" }],
    },
    fontWeight: { normal: "400", medium: "550", semibold: "600" },
    borderRadius: { none: "0", sm: "4px", DEFAULT: "6px", lg: "8px", full: "9999px" },
    boxShadow: {
      none: "none",
      pop: "0 1px 2px rgb(0 0 0 / 0.06), 0 8px 24px rgb(0 0 0 / 0.14)",
    },
  },
  plugins: [
    plugin(({ addBase }) => {
      addBase({
        ":root": { ...variables(themes.light), colorScheme: "light" },
        ".dark": { ...variables(themes.dark), colorScheme: "dark" },
      });
    }),
  ],
} satisfies Config;
