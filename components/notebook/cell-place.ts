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

export const scrollToCell = (cellId: string) =>
  document.getElementById(cellDomId(cellId))?.scrollIntoView({ block: "start" });
