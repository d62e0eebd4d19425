"use client";

import clsx from "clsx";
import { Check, Copy } from "lucide-react";
import { shortenId } from "@/lib/domain/format";
import { Tooltip } from "./tooltip";
import { useCopy } from "./use-copy";

type CopyableIdProps = {
  id: string;
  /** What the id is of, for the accessible name: "query id". */
  label?: string;
  /** Shows all of it. */
  full?: boolean;
  /** For what is longer than an id, such as an address: as much as fits, with this many last characters. */
  keepEnd?: number;
  className?: string;
};

/** An id shortened in the middle; all of it on hover and focus, copied by a click. */
export function CopyableId(props: CopyableIdProps) {
  const { id, label = "id", full = false, keepEnd, className } = props;
  const { copied, copy } = useCopy();
  return (
    <Tooltip content={copied ? "Copied" : <span className="font-mono">{id}</span>}>
      <button
        type="button"
        onClick={() => copy(id)}
        className={clsx(
          "group/id -mx-1 inline-flex max-w-[calc(100%+0.5rem)] min-h-8 items-center gap-1.5 rounded px-1 font-mono text-sm hover:bg-[color-mix(in_srgb,var(--ink)_7%,transparent)] md:min-h-6",
          className,
        )}
      >
        <span className="sr-only">Copy {label} </span>
        {keepEnd === undefined ? (
          <span className="truncate">{full ? id : shortenId(id)}</span>
        ) : (
          <span className="flex min-w-0">
            <span className="truncate">{id.slice(0, -keepEnd)}</span>
            <span className="shrink-0">{id.slice(-keepEnd)}</span>
          </span>
        )}
        {copied ? (
          <Check aria-hidden className="size-3.5 text-ok" />
        ) : (
          <Copy
            aria-hidden
            className="size-3.5 text-muted opacity-0 group-hover/id:opacity-100 group-focus-visible/id:opacity-100"
          />
        )}
      </button>
    </Tooltip>
  );
}
