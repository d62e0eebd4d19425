import { readStored, writeStored } from "./stored";

/** What is being written: the text and the values of its `?`, in order. */
export type Draft = { sql: string; parameters: string[] };

/** A reloaded tab gets its own draft back; a new one begins with the newest of this browser. */
export const readDraft = (): Draft =>
  toDraft(readStored("session", "draft")) ??
  toDraft(readStored("local", "draft")) ?? { sql: "", parameters: [] };

export function keepDraft(draft: Draft): void {
  writeStored("session", "draft", draft);
  writeStored("local", "draft", draft);
}

/** The draft that "Open in editor" pushed aside, until it is taken back. */
export const readReplacedDraft = () => toDraft(readStored("local", "replaced-draft"));

export const keepReplacedDraft = (draft: Draft | undefined) =>
  writeStored("local", "replaced-draft", draft);

function toDraft(value: unknown): Draft | undefined {
  if (typeof value !== "object" || value === null || !("sql" in value)) return undefined;
  if (typeof value.sql !== "string") return undefined;
  const parameters =
    "parameters" in value && Array.isArray(value.parameters) ? value.parameters : [];
  return {
    sql: withUnixLines(value.sql),
    parameters: parameters.filter((one): one is string => typeof one === "string"),
  };
}

/** Offsets count what CodeMirror holds, and it holds `\n`. */
export const withUnixLines = (sql: string) => sql.replace(/\r\n?/g, "\n");
