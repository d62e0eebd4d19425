import { describe, expect, it } from "vitest";
import { type TerminalRow, terminalRows } from "./terminal-rows";

const texts = (text: string, columnsMax = 80) =>
  terminalRows(text, columnsMax).map((row) => row.text);
const styles = (row: TerminalRow | undefined) =>
  row?.spans?.map(({ text, color, background, decorations }) => ({
    text,
    ...(color ? { color } : {}),
    ...(background ? { background } : {}),
    ...(decorations.length > 0 ? { decorations } : {}),
  }));

describe("terminalRows", () => {
  it("ends rows at line feeds, the last line without one", () => {
    expect(texts("a\nb\n")).toEqual(["a", "b"]);
    expect(texts("a\n\nb")).toEqual(["a", "", "b"]);
    expect(texts("")).toEqual([]);
  });

  it.each([
    ["a Windows line end", "a\r\nb", ["a", "b"]],
    ["a progress bar", "10 %\r50 %\r100 %\n", ["100 %"]],
    ["a shorter text over a longer one", "abcdef\rXY\n", ["XYcdef"]],
    ["a bar whose next step is not there yet", "10 %\r", ["10 %"]],
    ["a coloured bar", "\u001b[32m##\u001b[0m...\r\u001b[32m####\u001b[0m.", ["####."]],
    ["backspaces", "abc\b\bX\n", ["aX"]],
    ["tabs", "a\tb\n", ["a       b"]],
    ["control characters", "a\u0000b\u0007c\n", ["a␀b␇c"]],
    [
      "a title and a link",
      "\u001b]0;title\u0007\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\",
      ["text"],
    ],
    ["a cleared line and a moved cursor", "\u001b[2K\u001b[1Aa", ["a"]],
    ["a colour that is cut at the end", "a\u001b[3", ["a"]],
  ])("shows %s as a terminal does", (_, text, rows) => expect(texts(text)).toEqual(rows));

  it("cuts long lines into rows, never inside a character", () => {
    expect(texts("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
    expect(texts("漢字かな", 4)).toEqual(["漢字", "かな"]);
    expect(texts("a😀b", 2)).toEqual(["a", "😀", "b"]);
    expect(terminalRows("abcd\nx", 2)).toMatchObject([
      { line: 0, continues: true },
      { line: 0, continues: false },
      { line: 1, continues: false },
    ]);
  });

  it("keeps colours until they are taken back, over lines and rows", () => {
    const rows = terminalRows("\u001b[31mred\nstill\u001b[0m plain\nplain", 80);
    expect(styles(rows[0])).toEqual([{ text: "red", color: "var(--bad)" }]);
    expect(styles(rows[1])).toEqual([{ text: "still", color: "var(--bad)" }, { text: " plain" }]);
    expect(rows[2]?.spans).toBeUndefined();
    const cut = terminalRows("\u001b[1;32mabcd\u001b[0mef", 3);
    expect(cut.map(styles)).toEqual([
      [{ text: "abc", color: "var(--ok)", decorations: ["bold"] }],
      [{ text: "d", color: "var(--ok)", decorations: ["bold"] }, { text: "ef" }],
    ]);
  });

  it("mixes other colours with the ink of the theme", () => {
    expect(styles(terminalRows("\u001b[38;5;196mx", 80)[0])).toEqual([
      { text: "x", color: "color-mix(in oklab, rgb(255, 0, 0) 55%, var(--ink))" },
    ]);
    expect(styles(terminalRows("\u001b[48;2;1;2;3mx", 80)[0])).toEqual([
      { text: "x", background: "color-mix(in oklab, rgb(1, 2, 3) 18%, var(--raised))" },
    ]);
  });

  it("leaves markup as text", () =>
    expect(texts("<img src=x onerror=alert(1)>")).toEqual(["<img src=x onerror=alert(1)>"]));
});
