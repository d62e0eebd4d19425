"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { formatCount } from "@/lib/domain/format";

type FindBarProps = {
  /** What is searched, for screen readers. */
  label: string;
  text: string;
  onText: (text: string) => void;
  count: number;
  /** -1 for none. */
  current: number;
  onNext: () => void;
  onPrevious: () => void;
  onClose: () => void;
  /** Part of the output is not held: what is said of it, and how to look there. */
  beyond:
    | { text: string; onSearch: () => void; searching: boolean; onCancel: () => void }
    | undefined;
};

/** n of m, next, previous; Enter and Shift+Enter, Escape closes. */
export function FindBar(props: FindBarProps) {
  const { label, text, onText, count, current, onNext, onPrevious, onClose, beyond } = props;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.querySelector("input")?.focus(), []);
  const enter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.shiftKey) onPrevious();
    else onNext();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  const found = count === 0 ? "none" : `${formatCount(current + 1)} of ${formatCount(count)}`;
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={label}
      onKeyDown={leave}
      className="flex flex-wrap items-center gap-1.5 border-b px-2 py-1.5"
    >
      <div className="w-56 max-md:w-full">
        <Input
          aria-label={label}
          placeholder="Find"
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={enter}
        />
      </div>
      <span role="status" className="min-w-16 text-sm text-muted tabular-nums">
        {text === "" ? null : found}
      </span>
      <IconButton
        label="Previous match"
        size="sm"
        icon={<ChevronUp aria-hidden />}
        onClick={onPrevious}
      />
      <IconButton
        label="Next match"
        size="sm"
        icon={<ChevronDown aria-hidden />}
        onClick={onNext}
      />
      {beyond && text !== "" ? (
        <span className="flex items-center gap-1.5 text-sm text-muted">
          {beyond.text}
          <Button
            size="sm"
            variant="ghost"
            onClick={beyond.searching ? beyond.onCancel : beyond.onSearch}
          >
            {beyond.searching ? "Stop searching" : "Search on"}
          </Button>
        </span>
      ) : null}
      <IconButton
        label="Close find"
        size="sm"
        className="ml-auto"
        icon={<X aria-hidden />}
        onClick={onClose}
      />
    </div>
  );
}
