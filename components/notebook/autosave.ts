export type SaveState =
  | { kind: "saved"; at: number | undefined }
  /** Edited and not sent yet. */
  | { kind: "edited" }
  | { kind: "saving" }
  | { kind: "failed"; message: string }
  /** Someone else has saved: nothing is sent until it is resolved. */
  | { kind: "conflict"; message: string };

export type AutosaveOptions = {
  /** The text to be saved, asked for as late as possible. */
  payload: () => string;
  basedOn: string;
  savedAt: number | undefined;
  /** @throws what `isConflict` tells from other failures */
  save: (payload: string, basedOn: string) => Promise<{ payloadHash: string; savedAt: number }>;
  isConflict: (error: unknown) => boolean;
  /** Told after each change; what is saved then is what was edited. */
  onState: (state: SaveState) => void;
};

const REST_MS = 2_000;
/** Outputs that keep coming are edits, too: nothing waits for longer than this. */
const WAIT_MAX_MS = 10_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_MAX_MS = 60_000;

export type Autosave = ReturnType<typeof createAutosave>;

/** Saves two seconds after the last edit, one save at a time, and tries again what failed. */
export function createAutosave(options: AutosaveOptions) {
  let state: SaveState = { kind: "saved", at: options.savedAt };
  let basedOn = options.basedOn;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_FIRST_MS;
  /** Edits since the payload under way was taken. */
  let edited = false;
  let editedSince = 0;
  let underWay: Promise<void> | undefined;
  let closed = false;

  const tell = (next: SaveState) => {
    state = next;
    if (!closed) options.onState(next);
  };
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };
  const waitAfterEdit = () =>
    wait(Math.min(REST_MS, Math.max(0, editedSince + WAIT_MAX_MS - Date.now())));
  const save = async () => {
    edited = false;
    tell({ kind: "saving" });
    try {
      const saved = await options.save(options.payload(), basedOn);
      basedOn = saved.payloadHash;
      retryMs = RETRY_FIRST_MS;
      tell(edited ? { kind: "edited" } : { kind: "saved", at: saved.savedAt });
      if (edited && !closed) waitAfterEdit();
    } catch (error) {
      edited = true;
      const message = error instanceof Error ? error.message : String(error);
      if (options.isConflict(error)) return tell({ kind: "conflict", message });
      tell({ kind: "failed", message });
      if (closed) return;
      wait(retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
    }
  };
  /** Saves at once what is edited, and ends when it is saved or has failed. */
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (underWay) await underWay;
    if (state.kind === "conflict" || !edited) return;
    underWay ??= save().finally(() => {
      underWay = undefined;
    });
    await underWay;
  };

  return {
    edited() {
      if (!edited) editedSince = Date.now();
      edited = true;
      if (state.kind === "conflict") return;
      if (state.kind === "saving") return;
      if (state.kind !== "edited") tell({ kind: "edited" });
      waitAfterEdit();
    },
    flush,
    /** Goes on from another state of the notebook: what was edited is sent against it, or is no longer there. */
    resolve(nextBasedOn: string, savedAt: number | undefined, stillEdited: boolean) {
      basedOn = nextBasedOn;
      edited = stillEdited;
      tell(stillEdited ? { kind: "edited" } : { kind: "saved", at: savedAt });
      if (stillEdited) wait(0);
      else clearTimeout(timer);
    },
    basedOn: () => basedOn,
    close() {
      clearTimeout(timer);
      closed = true;
    },
  };
}
