"use client";

import { useMemo } from "react";
import { type Output, textOf } from "@/lib/domain/outputs";
import { DisplayOutput } from "./display-output";
import { ErrorOutput } from "./error-output";
import { StreamOutput } from "./stream-output";

type OutputsProps = {
  outputs: readonly Output[];
  /** For screen readers, where a page has several: "Outputs of cell 3". */
  label?: string;
};

/** What code put out, as nbformat 4 keeps it: text, tables, pictures, errors. Nothing of it can act on the page. */
export function Outputs({ outputs, label = "Outputs" }: OutputsProps) {
  const drawn = useMemo(() => joinStreams(outputs), [outputs]);
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-2.5">
      {drawn.map(({ key, output }) => (
        <OneOutput key={key} output={output} />
      ))}
    </section>
  );
}

function OneOutput({ output }: { output: Output }) {
  switch (output.output_type) {
    case "stream":
      return <StreamOutput name={output.name} text={textOf(output.text)} />;
    case "error":
      return <ErrorOutput error={output} />;
    default:
      return <DisplayOutput bundle={output.data} />;
  }
}

/** Pieces of one stream that follow each other are one text: colours and carriage returns go on. */
function joinStreams(outputs: readonly Output[]): { key: string; output: Output }[] {
  const joined: { key: string; output: Output }[] = [];
  for (const [index, output] of outputs.entries()) {
    const before = joined.at(-1);
    if (
      output.output_type === "stream" &&
      before?.output.output_type === "stream" &&
      before.output.name === output.name
    ) {
      const text = textOf(before.output.text) + textOf(output.text);
      before.output = { ...before.output, text };
    } else joined.push({ key: String(index), output });
  }
  return joined;
}
