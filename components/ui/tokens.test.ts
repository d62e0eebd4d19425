import { describe, expect, it } from "vitest";
import { type ColourRole, themes } from "../../tailwind.config";

/** Every text colour on every background it is set on; 4.5 is AA for text of our size. */
const pairs: [text: ColourRole[], background: ColourRole[]][] = [
  [
    ["ink", "soft", "muted"],
    ["surface", "raised", "sunken", "accent-weak"],
  ],
  [
    ["accent", "ok", "warn", "bad", "busy"],
    ["surface", "raised", "sunken", "accent-weak"],
  ],
  [["accent-ink"], ["accent"]],
  [["ok"], ["ok-weak"]],
  [["warn"], ["warn-weak"]],
  [["bad"], ["bad-weak"]],
  [["busy"], ["busy-weak"]],
  [["ink"], ["ok-weak", "warn-weak", "bad-weak", "busy-weak"]],
];

describe.each(Object.entries(themes))("%s theme", (_, theme) => {
  const cases = pairs.flatMap(([texts, backgrounds]) =>
    texts.flatMap((text) => backgrounds.map((background) => [text, background] as const)),
  );
  it.each(cases)("%s on %s reaches 4.5", (text, background) => {
    expect(contrast(theme[text], theme[background])).toBeGreaterThanOrEqual(4.5);
  });
});

it("both themes have the same roles", () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light));
});

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
