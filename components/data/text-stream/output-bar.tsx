"use client";

import { ArrowDownToLine, ArrowUpToLine, Download, Search, WrapText } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { LinkButton } from "@/components/ui/link-button";
import { formatBytes } from "@/lib/domain/format";
import { endOf, startOf } from "./output-slices";
import type { OutputState } from "./output-store";

type OutputBarProps = {
  state: OutputState;
  /** "stdout", for the names of the buttons. */
  name: string;
  downloadUrl: string;
  wrap: boolean;
  onWrap: () => void;
  onFind: () => void;
  onStart: () => void;
  onEnd: () => void;
  copyText: () => string;
};

/** How much there is, what of it is shown, and what may be done with it. */
export function OutputBar(props: OutputBarProps) {
  const { state, name, downloadUrl, wrap, onWrap, onFind, onStart, onEnd, copyText } = props;
  const { held, sizeBytes, inFlight, following } = state;
  const isPart = startOf(held) > 0 || endOf(held) < sizeBytes;
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-0.5 border-b px-3 text-sm text-muted">
      <p className="py-1 tabular-nums">
        {inFlight && following ? "following, " : null}
        {formatBytes(sizeBytes)}
        {isPart ? `, here ${formatBytes(startOf(held))} to ${formatBytes(endOf(held))}` : null}
      </p>
      <div className="ml-auto flex items-center gap-0.5">
        {isPart ? (
          <IconButton
            label={`Go to the start of ${name}`}
            size="sm"
            icon={<ArrowUpToLine aria-hidden />}
            onClick={onStart}
          />
        ) : null}
        {inFlight && !following ? (
          <Button size="sm" variant="ghost" icon={<ArrowDownToLine aria-hidden />} onClick={onEnd}>
            Follow
          </Button>
        ) : isPart && !following ? (
          <IconButton
            label={`Go to the end of ${name}`}
            size="sm"
            icon={<ArrowDownToLine aria-hidden />}
            onClick={onEnd}
          />
        ) : null}
        <IconButton
          label={`Find in ${name}`}
          size="sm"
          icon={<Search aria-hidden />}
          onClick={onFind}
        />
        <IconButton
          label={wrap ? "Do not wrap lines" : "Wrap lines"}
          aria-pressed={wrap}
          size="sm"
          icon={<WrapText aria-hidden />}
          onClick={onWrap}
        />
        <CopyButton
          text={copyText}
          label={isPart ? `Copy the part of ${name} that is loaded` : `Copy ${name}`}
          size="sm"
          variant="ghost"
        />
        <LinkButton
          href={downloadUrl}
          prefetch={false}
          download
          variant="ghost"
          size="sm"
          aria-label={`Download ${name}`}
          className="aspect-square px-0!"
          icon={<Download aria-hidden />}
        />
      </div>
    </div>
  );
}
