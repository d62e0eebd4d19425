import { useMemo } from "react";
import type { NotebookDocument } from "@/lib/domain/ipynb";
import { headingsOf } from "@/lib/domain/ipynb-headings";
import { links } from "@/lib/domain/links";

type ContentsPanelProps = {
  notebookId: string;
  notebook: NotebookDocument;
  onGo: (cellId: string) => void;
};

/** The headings of the Markdown cells, as links to them. */
export function ContentsPanel({ notebookId, notebook, onGo }: ContentsPanelProps) {
  const headings = useMemo(() => headingsOf(notebook), [notebook]);
  if (headings.length === 0)
    return (
      <p className="text-muted">
        No headings. Lines that begin with # in Markdown cells appear here.
      </p>
    );
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav aria-label="Contents">
      <ul className="flex flex-col gap-px">
        {headings.map(({ cellId, level, text }, index) => (
          <li key={headingKey(cellId, index)} style={{ paddingLeft: `${(level - top) * 0.75}rem` }}>
            <a
              href={links.notebook(notebookId, cellId)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                onGo(cellId);
              }}
              className="block truncate rounded px-1.5 py-1 text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink"
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const headingKey = (cellId: string, index: number) => `${cellId}.${index}`;
