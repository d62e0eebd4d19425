"use client";

import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { CallError } from "@/lib/client/call";

type ProblemPanelProps = {
  title: string;
  /** In the words of the service. */
  message: string;
  requestId?: string;
  /** There when the place of the error is still in the text. */
  onGoTo: (() => void) | undefined;
  children?: ReactNode;
};

/** Why a statement did not run or failed, beside the way to the place where it went wrong. */
export function ProblemPanel({ title, message, requestId, onGoTo, children }: ProblemPanelProps) {
  return (
    <div role="alert" className="mx-4 my-2 rounded-lg bg-bad-weak px-3 py-2.5 md:mx-3">
      <div className="flex items-center gap-2">
        <CircleX aria-hidden className="size-4 text-bad" />
        <h2 className="text-base">{title}</h2>
        <CopyButton text={message} label="Copy message" size="sm" className="ml-auto" />
      </div>
      <p className="mt-1 max-h-40 overflow-y-auto font-mono text-sm whitespace-pre-wrap wrap-anywhere">
        {message}
      </p>
      {requestId ? (
        <p className="mt-1 flex items-center gap-1.5 text-sm text-soft">
          Request <CopyableId id={requestId} label="request id" full />
        </p>
      ) : null}
      {onGoTo || children ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {onGoTo ? (
            <Button size="sm" onClick={onGoTo}>
              Go to the error
            </Button>
          ) : null}
          {children}
        </div>
      ) : null}
    </div>
  );
}

type RefusalProps = {
  error: Error;
  onGoTo: (() => void) | undefined;
  /** Back to the run before; absent when there is none. */
  onDismiss: (() => void) | undefined;
};

/** A statement that Athena or the console would not start. */
export function Refusal({ error, onGoTo, onDismiss }: RefusalProps) {
  const code = error instanceof CallError ? error.code : "INTERNAL";
  const known = code !== "INVALID" && error instanceof CallError;
  return (
    <ProblemPanel
      title={titles[code] ?? "The query was not started"}
      message={error.message}
      requestId={known ? error.requestId : undefined}
      onGoTo={onGoTo}
    >
      {onDismiss ? (
        <Button size="sm" variant="ghost" onClick={onDismiss}>
          Show the run before
        </Button>
      ) : null}
    </ProblemPanel>
  );
}

const uncertain = "It may not have started. Run again: Athena starts the same statement only once";
const titles: Partial<Record<CallError["code"], string>> = {
  INVALID: "Athena refused the statement",
  FORBIDDEN: "You may not run this",
  THROTTLED: "Athena takes no more queries right now",
  UNREACHABLE: uncertain,
  UPSTREAM: uncertain,
  INTERNAL: uncertain,
};
