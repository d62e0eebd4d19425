/** A block of code with what it must write, and the line where it stands. */
export type TranscriptBlock = {
  line: number;
  title: string;
  code: string;
  stdout: string;
  stderr: string;
  /** MIME types of what it displays, a line for each output. */
  display: string;
};

export type Transcript = {
  /** Objects that are there before, by their addresses. */
  objects: { uri: string; text: string }[];
  blocks: TranscriptBlock[];
};

const fence = /^```(\S+)?(?: (.*))?$/;

/**
 * Reads a transcript: Markdown whose `python` blocks run one after the other in one session. Blocks of `stdout`,
 * `stderr` and `display` after it tell what it writes, without the newline at the end; `object s3://…` blocks are put first.
 */
export function readTranscript(markdown: string): Transcript {
  const found: Transcript = { objects: [], blocks: [] };
  let title = "";
  let open: { kind: string; rest: string; line: number; lines: string[] } | undefined;
  for (const [at, line] of markdown.split("\n").entries()) {
    const match = fence.exec(line);
    if (!match) {
      if (open) open.lines.push(line);
      else if (line.startsWith("#")) title = line.replace(/^#+ /, "");
    } else if (!open) {
      open = { kind: match[1] ?? "", rest: match[2] ?? "", line: at + 1, lines: [] };
    } else {
      close(found, open, title);
      open = undefined;
    }
  }
  return found;
}

function close(
  found: Transcript,
  { kind, rest, line, lines }: { kind: string; rest: string; line: number; lines: string[] },
  title: string,
): void {
  const text = lines.join("\n");
  const last = found.blocks.at(-1);
  if (kind === "python")
    found.blocks.push({ line, title, code: text, stdout: "", stderr: "", display: "" });
  else if (kind === "object") found.objects.push({ uri: rest, text: `${text}\n` });
  else if ((kind === "stdout" || kind === "stderr" || kind === "display") && last)
    last[kind] = text;
  else throw new Error(`Line ${line}: a block of ${kind || "nothing"}`);
}
