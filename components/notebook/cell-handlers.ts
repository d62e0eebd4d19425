import type { CellKind } from "@/lib/domain/ipynb";

/** What a cell asks of the notebook; the same object for its life, so that no cell is drawn for another's sake. */
export type CellHandlers = {
  select: (id: string) => void;
  /** `cursorAt`: the offset in the text at which editing begins. */
  edit: (id: string, cursorAt?: number) => void;
  leaveEdit: () => void;
  /** Writes on in the cell before or after this one. */
  editNeighbour: (by: -1 | 1) => boolean;
  write: (id: string, source: string) => void;
  run: (id: string) => void;
  runAndSelectNext: () => void;
  runInPlace: () => void;
  runAndInsert: () => void;
  move: (id: string, by: number) => void;
  addBelow: (id: string) => void;
  changeKind: (id: string, kind: CellKind) => void;
  splitAtCursor: () => void;
  clear: (id: string) => void;
  remove: (id: string) => void;
  save: () => void;
  /** Tells the text field that is open, and where its cursor is. */
  editorOpened: (cursor: (() => number) | undefined) => void;
  /** Names that other cells bind. */
  namesElsewhere: (id: string) => string[];
};
