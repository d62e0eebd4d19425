import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { type NotebookDocument, parseNotebook } from "@/lib/domain/ipynb";
import { dropDraft, readDraft } from "./draft";

/** What a page of a notebook begins with. */
export type OpenedDocument = {
  document: NotebookDocument;
  /** The payload that edits are based on. */
  basedOn: string;
  /** When unsaved edits of this browser were taken up again; undefined where there were none. */
  draftOf: number | undefined;
};

/** @throws NotebookFormatError where what is saved is no notebook */
export function openDocument(detail: NotebookDetail, mayEdit: boolean): OpenedDocument {
  const saved = {
    document: parseNotebook(detail.payload),
    basedOn: detail.payloadHash,
    draftOf: undefined,
  };
  const draft = mayEdit ? readDraft(detail.id) : undefined;
  if (!draft) return saved;
  if (draft.payload === detail.payload) {
    dropDraft(detail.id);
    return saved;
  }
  try {
    return {
      document: parseNotebook(draft.payload),
      basedOn: draft.basedOn,
      draftOf: draft.editedAt,
    };
  } catch {
    return saved;
  }
}
