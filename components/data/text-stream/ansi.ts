import Anser from "anser";

/** A run of text in one style; colours are CSS, readable on our surfaces in both themes. */
export type AnsiSpan = {
  text: string;
  color: string | undefined;
  background: string | undefined;
  decorations: readonly string[];
};

const ESC = "\u001b";
const BELL = "\u0007";
/** Operating system commands (titles, links) and escapes that are not CSI: they have no place in a text. */
const OTHER_ESCAPES = new RegExp(
  `${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)?|${ESC}[^[\\]]`,
  "g",
);
/** A sequence whose end is not there. */
const UNFINISHED = new RegExp(`${ESC}(?:\\[[\\d;?]*)?$`);
/** A code that means nothing: Anser gives the text after it the style that is in force. */
const NO_CHANGE = "1000m";

/**
 * Reads lines with ANSI colours one after the other, because a colour lasts until it is taken back, lines later.
 * Sequences that are no colours vanish; text stays text, whatever it looks like.
 */
export function createAnsiReader() {
  const anser = new Anser();
  const options = () => ({ json: true, use_classes: true }) as const;
  let isPlain = true;
  return {
    /** The line in styles, or undefined where it is plain text from end to end. */
    read(line: string): AnsiSpan[] | undefined {
      if (isPlain && !line.includes(ESC)) return undefined;
      const clean = line.replace(OTHER_ESCAPES, "").replace(UNFINISHED, "");
      const spans = anser.ansiToJson(`${ESC}[${NO_CHANGE}${clean}`, options()).flatMap((entry) =>
        entry.content === ""
          ? []
          : [
              {
                text: entry.content,
                color: colourOf(entry.fg, entry.fg_truecolor),
                background: backgroundOf(entry.bg, entry.bg_truecolor),
                decorations: [...entry.decorations],
              },
            ],
      );
      isPlain = !anser.processChunkJson(NO_CHANGE, options(), true).was_processed;
      return spans;
    },
  };
}

/** The terminal's eight colours as our tokens: what is set apart there is set apart here. */
const COLOURS: Readonly<Record<string, string>> = {
  "ansi-black": "var(--soft)",
  "ansi-red": "var(--bad)",
  "ansi-green": "var(--ok)",
  "ansi-yellow": "var(--warn)",
  "ansi-blue": "var(--busy)",
  "ansi-magenta": "var(--accent)",
  "ansi-cyan": "var(--busy)",
  "ansi-white": "var(--ink)",
  "ansi-bright-black": "var(--muted)",
};
const BACKGROUNDS: Readonly<Record<string, string>> = {
  "ansi-black": "var(--sunken)",
  "ansi-red": "var(--bad-weak)",
  "ansi-green": "var(--ok-weak)",
  "ansi-yellow": "var(--warn-weak)",
  "ansi-blue": "var(--busy-weak)",
  "ansi-magenta": "var(--accent-weak)",
  "ansi-cyan": "var(--busy-weak)",
  "ansi-white": "var(--sunken)",
};

function colourOf(name: string | null, trueColour: string | null): string | undefined {
  if (name === null) return undefined;
  const rgb = rgbOf(name, trueColour);
  // Any colour may be asked for; mixed with the ink it can be read on light and on dark.
  if (rgb) return `color-mix(in oklab, rgb(${rgb}) 55%, var(--ink))`;
  return COLOURS[name] ?? COLOURS[name.replace("bright-", "")];
}

function backgroundOf(name: string | null, trueColour: string | null): string | undefined {
  if (name === null) return undefined;
  const rgb = rgbOf(name, trueColour);
  if (rgb) return `color-mix(in oklab, rgb(${rgb}) 18%, var(--raised))`;
  return BACKGROUNDS[name.replace("bright-", "")];
}

/** `r, g, b` of a colour beyond the sixteen. */
function rgbOf(name: string, trueColour: string | null): string | undefined {
  if (name === "ansi-truecolor") return trueColour ?? undefined;
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  if (!palette) return undefined;
  const index = Number(palette[1]);
  if (index >= 232)
    return Array(3)
      .fill(8 + (index - 232) * 10)
      .join(", ");
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level).join(", ");
}
