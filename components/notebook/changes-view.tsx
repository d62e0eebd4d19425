import clsx from "clsx";
import { useMemo } from "react";
import type { NotebookDocument } from "@/lib/domain/ipynb";
import {
  type CellChange,
  diffLines,
  diffNotebooks,
  type LineChange,
} from "@/lib/domain/ipynb-diff";

type ChangesViewProps = {
  before: NotebookDocument;
  after: NotebookDocument;
  /** What the two are, for the reader: "revision", "now". */
  names: { before: string; after: string };
};

const SAYS: Record<CellChange["kind"], string> = {
  same: "Unchanged",
  added: "Added",
  removed: "Removed",
  changed: "Changed",
  moved: "Moved",
};

/** What became of the cells between two states of a notebook; those that stayed are counted only. */
export function ChangesView({ before, after, names }: ChangesViewProps) {
  const changes = useMemo(() => diffNotebooks(before, after), [before, after]);
  const different = changes.filter(({ kind, outputsDiffer }) => kind !== "same" || outputsDiffer);
  const same = changes.length - different.length;
  if (different.length === 0)
    return <p className="py-2 text-muted">The cells are the same in both.</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        From {names.before} to {names.after}
        {same > 0 ? `; ${same} ${same === 1 ? "cell is" : "cells are"} the same` : ""}.
      </p>
      <ul className="flex flex-col gap-3">
        {different.map((change) => (
          <li key={`${change.kind}${(change.after ?? change.before)?.id}`}>
            <Change change={change} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Change({ change }: { change: CellChange }) {
  const { before, after, kind } = change;
  const lines = useMemo(
    () => diffLines(before?.source ?? "", after?.source ?? ""),
    [before?.source, after?.source],
  );
  const became =
    before && after && before.kind !== after.kind ? `, ${before.kind} became ${after.kind}` : "";
  return (
    <div className="overflow-hidden rounded-md border">
      <p className="flex gap-2 border-b bg-sunken px-2.5 py-1 text-sm">
        <span className="font-medium">
          {kind === "same" ? "Outputs changed" : SAYS[kind]}
          {became}
        </span>
        <span className="text-muted">{(after ?? before)?.kind}</span>
        {kind !== "same" && change.outputsDiffer ? (
          <span className="ml-auto text-muted">outputs differ</span>
        ) : null}
      </p>
      {kind === "same" || kind === "moved" ? (
        <pre className="line-clamp-3 px-2.5 py-1.5 font-mono text-sm whitespace-pre-wrap text-muted">
          {after?.source}
        </pre>
      ) : (
        <Lines lines={lines} />
      )}
    </div>
  );
}

const marks: Record<LineChange["kind"], { sign: string; style: string; says: string }> = {
  same: { sign: " ", style: "text-soft", says: "" },
  added: { sign: "+", style: "bg-ok-weak", says: "added" },
  removed: { sign: "-", style: "bg-bad-weak", says: "removed" },
};

function Lines({ lines }: { lines: readonly LineChange[] }) {
  return (
    <pre className="overflow-x-auto py-1.5 font-mono text-sm leading-4.75">
      {lines.map(({ kind, text }, index) => (
        <div key={lineKey(kind, index)} className={clsx("px-2.5", marks[kind].style)}>
          <span aria-hidden className="mr-2 select-none text-muted">
            {marks[kind].sign}
          </span>
          {marks[kind].says ? <span className="sr-only">{marks[kind].says} </span> : null}
          {text}
        </div>
      ))}
    </pre>
  );
}

const lineKey = (kind: string, index: number) => `${kind}${index}`;
