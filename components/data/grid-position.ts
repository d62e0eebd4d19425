/** A place in the result grid; column -1 is the row number, which stands for the row. */
export type GridPosition = { row: number; column: number };

type Bounds = { rowCount: number; columnCount: number; pageRows: number };

/** Where a key leads from `at`, or undefined where it does not move. */
export function nextPosition(
  key: string,
  ctrl: boolean,
  at: GridPosition,
  { rowCount, columnCount, pageRows }: Bounds,
): GridPosition | undefined {
  const move = (rows: number, columns: number) => ({
    row: clamp(at.row + rows, 0, rowCount - 1),
    column: clamp(at.column + columns, -1, columnCount - 1),
  });
  switch (key) {
    case "ArrowDown":
      return move(1, 0);
    case "ArrowUp":
      return move(-1, 0);
    case "ArrowRight":
      return move(0, 1);
    case "ArrowLeft":
      return move(0, -1);
    case "PageDown":
      return move(pageRows, 0);
    case "PageUp":
      return move(-pageRows, 0);
    case "Home":
      return ctrl ? { row: 0, column: 0 } : { ...at, column: 0 };
    case "End":
      return { row: ctrl ? rowCount - 1 : at.row, column: columnCount - 1 };
    default:
      return undefined;
  }
}

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value));
