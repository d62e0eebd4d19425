import type { NotebookCell } from "@/lib/domain/ipynb";

/** Ids of cells come out of files: in the document they get a name of their own. */
export const cellDomId = (cellId: string) => `cell:${cellId}`;

/** The cell that the address names after `#`. */
export function cellInAddress(): string | undefined {
  try {
    return decodeURIComponent(window.location.hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}

const FRAMES_MAX = 40;
const FRAMES_AT_REST = 3;

/** Brings a cell to the top. Cells out of sight have guessed heights: it takes some frames until it stays. */
export function scrollToCell(cellId: string): void {
  const cell = document.getElementById(cellDomId(cellId));
  if (!cell) return;
  let frames = 0;
  let atRest = 0;
  const step = () => {
    const before = cell.getBoundingClientRect().top;
    cell.scrollIntoView({ block: "start" });
    atRest = cell.getBoundingClientRect().top === before ? atRest + 1 : 0;
    frames += 1;
    if (atRest < FRAMES_AT_REST && frames < FRAMES_MAX) requestAnimationFrame(step);
  };
  step();
}

const LINE_PX = 21;
const FRAME_PX = 30;
const OUTPUTS_PX = 120;

/** About how high a cell is before it was drawn. */
export const guessedHeightPx = ({ source, outputs }: NotebookCell) =>
  FRAME_PX + source.split("\n").length * LINE_PX + (outputs.length > 0 ? OUTPUTS_PX : 0);
