"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { CopyableId } from "./copyable-id";

type ErrorStateProps = {
  /** What did not work: "The history could not be read". */
  title: ReactNode;
  /** h1 where it is the whole page. */
  heading?: "h1" | "h2";
  /** Why, in the words of the service where there are any. */
  message: ReactNode;
  requestId?: string;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
};

export function ErrorState({
  title,
  heading: Heading = "h2",
  message,
  requestId,
  onRetry,
  retrying,
  action,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-xl flex-col items-center gap-1.5 px-4 py-14 text-center"
    >
      <CircleAlert aria-hidden className="mb-1 size-6 text-bad" />
      <Heading className="text-lg">{title}</Heading>
      <div className="text-soft wrap-anywhere">{message}</div>
      {requestId ? (
        <div className="flex items-center gap-1.5 text-sm text-muted">
          Request <CopyableId id={requestId} label="request id" full />
        </div>
      ) : null}
      {onRetry || action ? (
        <div className="mt-3 flex gap-2.5">
          {onRetry ? (
            <Button icon={<RotateCw aria-hidden />} loading={retrying} onClick={onRetry}>
              Try again
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
    </div>
  );
}
