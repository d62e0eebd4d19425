import type { NotebookDocument } from "./ipynb";

/** A heading of a Markdown cell; `level` 1 to 6. */
export type NotebookHeading = { cellId: string; level: number; text: string };

/** Headings in their order, as the contents of a notebook; none from within code blocks. */
export function headingsOf({ cells }: NotebookDocument): NotebookHeading[] {
  return cells.flatMap((cell) =>
    cell.kind === "markdown"
      ? headingsIn(cell.source).map((heading) => ({ cellId: cell.id, ...heading }))
      : [],
  );
}

function headingsIn(markdown: string): Omit<NotebookHeading, "cellId">[] {
  let fence: string | undefined;
  return markdown.split("\n").flatMap((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (fence === undefined || (mark[0] === fence[0] && mark.length >= fence.length))) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    const [, marks = "", text = ""] = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line) ?? [];
    return fence === undefined && text !== "" ? [{ level: marks.length, text: plain(text) }] : [];
  });
}

/** Without the marks of emphasis, code and links. */
const plain = (text: string) =>
  text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/(\*\*|__|\*|`)(.+?)\1/g, "$2");
