import type { SessionFacts } from "./sessions";

type Searched = Partial<SessionFacts> & { startedBy?: { name: string } | undefined };

/** Whether a session holds the text, whatever its case, in one of the places that people know it by. */
export function sessionHolds(session: Searched, text: string): boolean {
  const { id, workgroup, description, notebookId, startedBy } = session;
  const wanted = text.toLowerCase();
  return [id, workgroup, description, notebookId, startedBy?.name].some((place) =>
    place?.toLowerCase().includes(wanted),
  );
}
