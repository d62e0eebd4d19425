import { lazy, type MouseEvent, memo, Suspense, useMemo } from "react";
import { HighlightedCode } from "@/components/data/highlighted-code";
import { Skeleton } from "@/components/ui/skeleton";
import { isObject, type NotebookCell } from "@/lib/domain/ipynb";
import type { MimeBundle } from "@/lib/domain/outputs";
import { tokenizePython } from "@/lib/domain/python-text";

/** The Markdown reader comes with the first text that needs it. */
const MarkdownText = lazy(() =>
  import("@/components/data/outputs/markdown-text").then((module) => ({
    default: module.MarkdownText,
  })),
);

type CellSourceProps = {
  cell: NotebookCell;
  /** Undefined for those who only read. */
  onEdit: ((cursorAt?: number) => void) | undefined;
};

/** A cell's text to read: code highlighted, Markdown drawn, raw text as it is. */
export const CellSource = memo(function CellSource({ cell, onEdit }: CellSourceProps) {
  if (cell.kind === "markdown") return <MarkdownSource cell={cell} onEdit={onEdit} />;
  const click = (event: MouseEvent<HTMLElement>) => {
    // A drag selects text to be copied.
    if (!onEdit || !window.getSelection()?.isCollapsed) return;
    onEdit(offsetAt(event));
  };
  const scrolls = { tabIndex: onEdit ? -1 : 0, onClick: click };
  return (
    <pre
      {...scrolls}
      className="overflow-x-auto rounded-md bg-raised px-1.5 py-2 font-mono text-[0.8125rem] leading-5.25 whitespace-pre-wrap wrap-anywhere"
    >
      {cell.kind === "code" ? <PythonSource code={cell.source} /> : cell.source}
      {cell.source === "" ? <span className="text-muted">Empty</span> : null}
    </pre>
  );
});

function PythonSource({ code }: { code: string }) {
  const tokens = useMemo(() => tokenizePython(code), [code]);
  return (
    <code>
      <HighlightedCode tokens={tokens} />
    </code>
  );
}

function MarkdownSource({ cell, onEdit }: CellSourceProps) {
  const attachments = useMemo(() => attachmentsOf(cell), [cell]);
  const opens = onEdit ? { onDoubleClick: () => onEdit() } : {};
  return (
    <div {...opens} className="px-1.5 py-1.5">
      {cell.source.trim() === "" ? (
        <p className="text-muted">{onEdit ? "Empty Markdown: press Enter to write" : "Empty"}</p>
      ) : (
        <Suspense fallback={<Skeleton className="h-8 w-2/3" />}>
          <MarkdownText text={cell.source} attachments={attachments} />
        </Suspense>
      )}
    </div>
  );
}

function attachmentsOf({ json }: NotebookCell): Record<string, MimeBundle> {
  const { attachments } = json;
  if (!isObject(attachments)) return {};
  return Object.fromEntries(
    Object.entries(attachments).flatMap(([name, bundle]) =>
      isObject(bundle) ? [[name, bundle]] : [],
    ),
  );
}

/** The offset of the clicked character within the text; undefined where the browser cannot tell. */
function offsetAt(event: MouseEvent<HTMLElement>): number | undefined {
  const place = caretAt(event.clientX, event.clientY);
  if (!place || !event.currentTarget.contains(place.node)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(event.currentTarget);
  before.setEnd(place.node, place.offset);
  return before.toString().length;
}

type Caret = { node: Node; offset: number };

function caretAt(x: number, y: number): Caret | undefined {
  if ("caretPositionFromPoint" in document) {
    const place = document.caretPositionFromPoint(x, y);
    return place ? { node: place.offsetNode, offset: place.offset } : undefined;
  }
  return undefined;
}
