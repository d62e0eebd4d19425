import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { CallError } from "@/lib/client/call";
import { notebookRevisionsOptions, saveNotebook } from "@/lib/client/notebooks";
import { serializeNotebook } from "@/lib/domain/ipynb";
import { type Autosave, createAutosave, type SaveState } from "./autosave";
import { dropDraft, keepDraft } from "./draft";
import type { NotebookState } from "./notebook-state";

const DRAFT_REST_MS = 500;

type SavingOptions = {
  notebookId: string;
  basedOn: string;
  savedAt: number | undefined;
  latest: RefObject<NotebookState>;
  /** What was read from a draft is edited from the start. */
  editedAtFirst: boolean;
};

/** Saves by itself what is edited, and keeps in this browser what is not saved yet. */
export function useSaving(options: SavingOptions) {
  const { notebookId, latest } = options;
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: "saved", at: options.savedAt });
  const [draftKept, setDraftKept] = useState(true);
  const autosave = useRef<Autosave>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The document that is saved, or being saved: another one is an edit. */
  const known = useRef(latest.current.notebook);

  const keep = useEffectEvent(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const payload = serializeNotebook(latest.current.notebook);
    const basedOn = autosave.current?.basedOn() ?? options.basedOn;
    setDraftKept(keepDraft(notebookId, { payload, basedOn, editedAt: Date.now() }));
  });
  const heard = useEffectEvent((next: SaveState) => {
    setState(next);
    if (next.kind !== "saved") return;
    clearTimeout(timer.current);
    timer.current = undefined;
    dropDraft(notebookId);
  });
  const begin = useEffectEvent(() => {
    const created = createAutosave({
      basedOn: options.basedOn,
      savedAt: options.savedAt,
      payload: () => serializeNotebook(latest.current.notebook),
      save: async (payload, basedOn) => {
        const saved = await saveNotebook({ id: notebookId, payload, basedOn });
        void client.invalidateQueries(notebookRevisionsOptions(notebookId));
        return saved;
      },
      isConflict: (error) => error instanceof CallError && error.code === "CONFLICT",
      onState: (next) => heard(next),
    });
    if (options.editedAtFirst) created.edited();
    return created;
  });

  useEffect(() => {
    const created = begin();
    autosave.current = created;
    const leave = () => {
      if (timer.current !== undefined) keep();
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      // Another page of the console is opened: what is edited goes out with it, and the draft stays until then.
      void created.flush();
      created.close();
      autosave.current = null;
    };
  }, []);

  return {
    state,
    /** False while the browser keeps no draft: then what is not saved is lost with the page. */
    draftKept,
    /** To be told of each state's document. */
    documentChanged: () => {
      const { notebook } = latest.current;
      if (notebook === known.current) return;
      known.current = notebook;
      autosave.current?.edited();
      timer.current ??= setTimeout(keep, DRAFT_REST_MS);
    },
    flush: () => autosave.current?.flush() ?? Promise.resolve(),
    basedOn: () => autosave.current?.basedOn() ?? options.basedOn,
    /** Goes on from what is on the server now. `notebook` is what the page shows from then on. */
    resolve: (
      server: { payloadHash: string; savedAt: number | undefined },
      notebook: NotebookState["notebook"] | undefined,
    ) => {
      if (notebook) known.current = notebook;
      autosave.current?.resolve(server.payloadHash, server.savedAt, notebook === undefined);
    },
  };
}

export type Saving = ReturnType<typeof useSaving>;
