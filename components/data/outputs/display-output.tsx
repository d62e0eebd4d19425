"use client";

import { lazy, Suspense, useMemo } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/domain/format";
import { type DataTable, formOf, type MimeBundle, type OutputForm } from "@/lib/domain/outputs";
import { JsonView } from "../json-view";
import { PlainText } from "../plain-text";
import { ResultGrid } from "../result-grid";
import { HtmlFrame } from "./html-frame";
import { StreamOutput } from "./stream-output";

/** The Markdown reader comes with the first text that needs it. */
const MarkdownText = lazy(() =>
  import("./markdown-text").then((module) => ({ default: module.MarkdownText })),
);

/** One thing in the best form that can be drawn safely. */
export function DisplayOutput({ bundle }: { bundle: MimeBundle }) {
  const form = useMemo(() => formOf(bundle), [bundle]);
  return <Form form={form} />;
}

function Form({ form }: { form: OutputForm }) {
  switch (form.kind) {
    case "table":
      return <Table table={form.table} />;
    case "picture":
      return (
        // An address of its own content: there is nothing to be optimised or fetched.
        <img
          src={form.url}
          alt={form.alt || "Picture drawn by the code"}
          className="h-auto max-w-full self-start rounded-sm bg-[#fff]"
        />
      );
    case "markdown":
      return (
        <Suspense fallback={<Skeleton className="h-10 w-full" />}>
          <MarkdownText text={form.text} />
        </Suspense>
      );
    case "html":
      return <HtmlFrame html={form.text} />;
    case "latex":
      return <PlainText label="LaTeX" text={form.text} />;
    case "plot":
      return (
        <div className="flex flex-col gap-1.5">
          <p className="text-muted">
            An interactive plot: it would need scripts of the output to be drawn, so its data is
            shown. Save it as a picture to see it here.
          </p>
          <JsonView value={form.value} label="Plot" />
        </div>
      );
    case "json":
      return <JsonView value={form.value} />;
    case "text":
      return <StreamOutput name="stdout" text={form.text} />;
    case "unknown":
      return (
        <p className="text-muted">
          {form.mimes.length === 0
            ? "An output without content."
            : `An output that cannot be drawn here: ${form.mimes.join(", ")}.`}
        </p>
      );
  }
}

function Table({ table: { columns, rows, rowCount } }: { table: DataTable }) {
  const shown = `${formatCount(rows.length)} ${rows.length === 1 ? "row" : "rows"}`;
  const more = rowCount !== undefined && rowCount > rows.length;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="text-muted tabular-nums">
        {more ? `first ${shown} of ${formatCount(rowCount)}` : shown}, {columns.length}{" "}
        {columns.length === 1 ? "column" : "columns"}
      </p>
      <ResultGrid columns={columns} rows={rows} className="max-h-[50dvh]" />
    </div>
  );
}
