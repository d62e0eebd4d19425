/** A notebook's metadata (reference 1.1). Times are epoch milliseconds. */
export type NotebookMetadata = {
  id: string;
  name: string;
  workgroup: string;
  createdAt: number | undefined;
  modifiedAt: number | undefined;
};

/** Payloads of ImportNotebook and UpdateNotebook, in characters. */
export const PAYLOAD_CHARS_MAX = 10_485_760;

/** Names of notebooks carry no `.ipynb` and are unique in their workgroup. */
export const NOTEBOOK_NAME = /^[^/:\\]{1,255}$/;
export const NOTEBOOK_NAME_RULE = "1 to 255 characters, none of them / : or \\";

/** How a revision came to be. `outside`: saved by something else and noticed here. */
export const REVISION_KINDS = ["created", "imported", "saved", "restored", "outside"] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What is kept of one notebook: so many revisions, and so much text; the first and the newest always. */
export const REVISIONS_MAX = 100;
export const REVISIONS_CHARS_MAX = 50_000_000;
const FOLD_MS = 5 * 60_000;

type Saved = { kind: RevisionKind; actorId: string | null; savedAt: number };

/**
 * Whether a save replaces the newest revision instead of adding one: saves of one person within five minutes
 * after the first of them are one revision, which keeps the time of the first.
 */
export const foldsInto = (newest: Saved | undefined, save: Saved) =>
  newest !== undefined &&
  newest.kind === "saved" &&
  save.kind === "saved" &&
  newest.actorId === save.actorId &&
  save.savedAt - newest.savedAt < FOLD_MS;

/** The name that a file offers: without folder and ending, and without what names may not hold. */
export const nameFromFile = (fileName: string) =>
  fileName
    .replace(/\.ipynb$/i, "")
    .replace(/[/:\\]/g, "-")
    .slice(0, 255)
    .trim() || "Notebook";
