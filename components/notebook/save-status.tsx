import { Check, CloudOff, PencilLine, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState } from "./autosave";

type SaveStatusProps = { state: SaveState; onSave: () => void; onResolve: () => void };

/** Whether what is written is saved; why not, and what to do then. */
export function SaveStatus({ state, onSave, onResolve }: SaveStatusProps) {
  return (
    <span
      role="status"
      aria-label="Saving"
      className="inline-flex min-w-0 items-center gap-1.5 text-muted [&_svg]:size-3.5"
    >
      <Said state={state} />
      {state.kind === "failed" ? (
        <Button size="sm" onClick={onSave}>
          Save now
        </Button>
      ) : null}
      {state.kind === "conflict" ? (
        <Button size="sm" onClick={onResolve}>
          Resolve
        </Button>
      ) : null}
    </span>
  );
}

function Said({ state }: { state: SaveState }) {
  switch (state.kind) {
    case "saved":
      return (
        <>
          <Check aria-hidden className="text-ok" />
          <span>
            Saved{" "}
            {state.at === undefined ? null : (
              <span className="max-lg:hidden">
                <RelativeTime at={state.at} />
              </span>
            )}
          </span>
        </>
      );
    case "edited":
      return (
        <>
          <PencilLine aria-hidden />
          Edited
        </>
      );
    case "saving":
      return (
        <>
          <Spinner />
          Saving
        </>
      );
    case "failed":
      return (
        <>
          <CloudOff aria-hidden className="text-bad" />
          <span className="min-w-0 truncate text-bad" title={state.message}>
            Not saved: {state.message}
          </span>
        </>
      );
    case "conflict":
      return (
        <>
          <TriangleAlert aria-hidden className="text-warn" />
          <span className="min-w-0 truncate text-warn" title={state.message}>
            Not saved: {state.message}
          </span>
        </>
      );
  }
}
