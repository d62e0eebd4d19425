/** Edits that were not saved when the page went away; kept in this browser only. */
export type Draft = { payload: string; basedOn: string; editedAt: number };

const keyOf = (notebookId: string) => `athenaeum.notebook.${notebookId}`;

/** Undefined when there is none, or the browser forbids storage. */
export function readDraft(notebookId: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(notebookId)) ?? "null");
    if (typeof kept !== "object" || kept === null) return undefined;
    const { payload, basedOn, editedAt } = kept as Partial<Record<keyof Draft, unknown>>;
    if (typeof payload !== "string" || typeof basedOn !== "string") return undefined;
    return { payload, basedOn, editedAt: typeof editedAt === "number" ? editedAt : 0 };
  } catch {
    return undefined;
  }
}

/** False when the browser has no room for it, or forbids storage. */
export function keepDraft(notebookId: string, draft: Draft): boolean {
  try {
    window.localStorage.setItem(keyOf(notebookId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(notebookId: string): void {
  try {
    window.localStorage.removeItem(keyOf(notebookId));
  } catch {
    // Where storage is forbidden there is none.
  }
}
