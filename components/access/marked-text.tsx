import type { PolicyMark } from "@/lib/contracts/access";

const CONTEXT_LINES = 2;
/** Beyond it a line is cut: what is marked is shown from where it begins. */
const LINE_CHARS_MAX = 400;

/** The lines of a text about which something is said, with their neighbours; what is wrong is marked in them. */
export function MarkedText({ text, problems }: { text: string; problems: readonly PolicyMark[] }) {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  const near = (line: number) =>
    problems.some((problem) => Math.abs(problem.line - line) <= CONTEXT_LINES);
  const shown = lines.flatMap((line, index) =>
    near(index + 1) ? [{ line, number: index + 1 }] : [],
  );
  return (
    <section
      aria-label="Places in the policy"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
      tabIndex={0}
      className="overflow-x-auto rounded-lg border bg-raised py-2.5"
    >
      <code className="block w-fit min-w-full font-mono text-sm leading-4.75">
        {shown.map(({ line, number }, index) => {
          const marks = problems.filter((problem) => problem.line === number);
          const skipped = number !== (shown[index - 1]?.number ?? 0) + 1 && index > 0;
          return (
            <span
              key={number}
              data-marked={marks.length > 0 || undefined}
              data-skipped={skipped || undefined}
              className="flex data-marked:bg-bad-weak data-marked:shadow-[inset_2px_0_var(--bad)] data-skipped:mt-1.5 data-skipped:border-t data-skipped:pt-1.5"
            >
              <span
                aria-hidden
                className="w-11 shrink-0 pr-3 text-right text-muted tabular-nums select-none"
              >
                {number}
              </span>
              <span className="min-h-4.75 grow pr-4 whitespace-pre">{markedLine(line, marks)}</span>
            </span>
          );
        })}
      </code>
    </section>
  );
}

function markedLine(line: string, marks: readonly PolicyMark[]) {
  const [first] = marks;
  if (!first) return line.slice(0, LINE_CHARS_MAX);
  const start = first.column - 1;
  const before =
    start > LINE_CHARS_MAX ? `…${line.slice(start - 40, start)}` : line.slice(0, start);
  const marked = line.slice(start, start + Math.min(first.length, LINE_CHARS_MAX)) || " ";
  return (
    <>
      {before}
      <mark className="rounded-sm bg-transparent text-bad underline decoration-wavy underline-offset-2">
        {marked}
      </mark>
      {line.slice(start + marked.length, start + marked.length + LINE_CHARS_MAX)}
    </>
  );
}
