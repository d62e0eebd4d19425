/** What a key asks for. */
export type Command =
  | "runAndSelectNext"
  | "runInPlace"
  | "runAndInsert"
  | "enterEdit"
  | "selectNext"
  | "selectPrevious"
  | "insertAbove"
  | "insertBelow"
  | "deleteCell"
  | "undoDelete"
  | "toMarkdown"
  | "toCode"
  | "toRaw"
  | "cut"
  | "copy"
  | "pasteBelow"
  | "pasteAbove"
  | "moveUp"
  | "moveDown"
  | "merge"
  | "save"
  | "interrupt"
  | "restart"
  | "showKeys";

type Key = {
  /** As a reader finds it on the keyboard. */
  shown: readonly string[];
  command: Command;
  says: string;
  /** Changes the notebook: not for those who only read. */
  edits: boolean;
};

/** Jupyter's keys of command mode; `shown` of two equal keys is pressed twice. */
export const COMMAND_KEYS: readonly Key[] = [
  { shown: ["Enter"], command: "enterEdit", says: "Edit the cell", edits: true },
  {
    shown: ["Shift", "Enter"],
    command: "runAndSelectNext",
    says: "Run, then the next cell",
    edits: true,
  },
  { shown: ["Ctrl", "Enter"], command: "runInPlace", says: "Run and stay", edits: true },
  {
    shown: ["Alt", "Enter"],
    command: "runAndInsert",
    says: "Run, then a new cell below",
    edits: true,
  },
  { shown: ["J"], command: "selectNext", says: "Next cell, also ↓", edits: false },
  { shown: ["K"], command: "selectPrevious", says: "Previous cell, also ↑", edits: false },
  { shown: ["A"], command: "insertAbove", says: "New cell above", edits: true },
  { shown: ["B"], command: "insertBelow", says: "New cell below", edits: true },
  { shown: ["D", "D"], command: "deleteCell", says: "Delete the cell", edits: true },
  { shown: ["Z"], command: "undoDelete", says: "Undo the deletion", edits: true },
  { shown: ["X"], command: "cut", says: "Cut the cell", edits: true },
  { shown: ["C"], command: "copy", says: "Copy the cell", edits: true },
  { shown: ["V"], command: "pasteBelow", says: "Paste below", edits: true },
  { shown: ["Shift", "V"], command: "pasteAbove", says: "Paste above", edits: true },
  { shown: ["M"], command: "toMarkdown", says: "Make it Markdown", edits: true },
  { shown: ["Y"], command: "toCode", says: "Make it code", edits: true },
  { shown: ["R"], command: "toRaw", says: "Make it raw text", edits: true },
  { shown: ["Shift", "M"], command: "merge", says: "Merge with the cell below", edits: true },
  { shown: ["Ctrl", "Shift", "↑"], command: "moveUp", says: "Move the cell up", edits: true },
  { shown: ["Ctrl", "Shift", "↓"], command: "moveDown", says: "Move the cell down", edits: true },
  { shown: ["I", "I"], command: "interrupt", says: "Stop what runs", edits: true },
  { shown: ["0", "0"], command: "restart", says: "Restart the session", edits: true },
  { shown: ["Ctrl", "S"], command: "save", says: "Save now", edits: true },
  { shown: ["H"], command: "showKeys", says: "These keys, also ?", edits: false },
];

export const EDIT_KEYS: readonly { shown: readonly string[]; says: string }[] = [
  { shown: ["Esc"], says: "Leave the text" },
  { shown: ["Shift", "Enter"], says: "Run, then the next cell" },
  { shown: ["Ctrl", "Enter"], says: "Run and stay" },
  { shown: ["Alt", "Enter"], says: "Run, then a new cell below" },
  { shown: ["Ctrl", "Shift", "-"], says: "Split the cell at the cursor" },
  { shown: ["Ctrl", "/"], says: "Comment or uncomment" },
  { shown: ["Ctrl", "S"], says: "Save now" },
];

type Pressed = {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
};

const ARROWS: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓" };
const ALSO: Record<string, Command> = {
  "↓": "selectNext",
  "↑": "selectPrevious",
  "?": "showKeys",
};

/** The press as `shown` writes it, in its order: `Ctrl+Shift+↑`. */
function chordOf(press: Pressed): string {
  const key = ARROWS[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key);
  return [
    press.ctrlKey || press.metaKey ? "Ctrl" : "",
    press.altKey ? "Alt" : "",
    // A shifted sign is that sign.
    press.shiftKey && !/^[^A-Z0-9↑↓]$/.test(key) ? "Shift" : "",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

const isTwice = ({ shown }: Key) => shown.length === 2 && shown[0] === shown[1];
const single = new Map(
  COMMAND_KEYS.filter((key) => !isTwice(key)).map(({ shown, command }) => [
    shown.join("+"),
    command,
  ]),
);
const twice = new Map(
  COMMAND_KEYS.filter(isTwice).map(({ shown, command }) => [shown[0], command]),
);

/** Reads keys of command mode one after the other; the second of a pair must come within a second. */
export function createKeyReader() {
  let last: { chord: string; at: number } | undefined;
  return (press: Pressed, now: number): Command | undefined => {
    const chord = chordOf(press);
    const pair = twice.get(chord);
    if (!pair) {
      last = undefined;
      return single.get(chord) ?? ALSO[chord];
    }
    if (last?.chord === chord && now - last.at < 1_000) {
      last = undefined;
      return pair;
    }
    last = { chord, at: now };
    return undefined;
  };
}
