import type { ReactNode } from "react";

export type DataColumn<Row> = {
  id: string;
  header: string;
  /** For screen readers only; such a column keeps its width. */
  headerHidden?: true;
  cell: (row: Row) => ReactNode;
  widthPx: number;
  /** Takes what the others leave, until somebody gives it a width. */
  flex?: boolean;
  align?: "right";
  /** The cell holds the row's link where the table has `rowHref`. */
  primary?: boolean;
  /** The header is a button that asks for this order. */
  sortable?: boolean;
};

export type DataSort = { columnId: string; direction: "ascending" | "descending" };
