"use client";

import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { ChosenStatement } from "@/lib/domain/sql-statements";
import { partLabel } from "./run-strip";

type EditorHintsProps = {
  chosen: ChosenStatement;
  onRestore: (() => void) | undefined;
};

/** Under the text: what Run would take, and the keys. */
export function EditorHints({ chosen, onRestore }: EditorHintsProps) {
  const part = chosen.kind === "statement" ? partLabel(chosen) : undefined;
  const mod = /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl";
  return (
    <div className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-3 px-3 text-sm text-muted">
      {part ? <span>Runs {part}</span> : null}
      {onRestore ? (
        <Button variant="ghost" size="sm" onClick={onRestore}>
          Restore replaced draft
        </Button>
      ) : null}
      <span className="ml-auto flex items-center gap-1 max-md:hidden">
        <Kbd>{mod}</Kbd>
        <Kbd>Enter</Kbd> runs
        <span className="w-2" />
        <Kbd>Esc</Kbd> then <Kbd>Tab</Kbd> leaves the text
      </span>
    </div>
  );
}
