"use client";

import { Popover } from "@base-ui/react/popover";
import { type RefObject, useRef } from "react";
import { popupStyle } from "@/components/ui/control-style";
import { CopyButton } from "@/components/ui/copy-button";
import { formatCount } from "@/lib/domain/format";
import type { ResultColumn } from "./result-columns";

type CellPopoverProps = {
  column: ResultColumn;
  value: string | null;
  /** The id of the cell it belongs to. */
  anchorId: string;
  returnFocusTo: RefObject<HTMLElement | null>;
  onClose: () => void;
};

/** All of one cell. */
export function CellPopover({ column, value, anchorId, returnFocusTo, onClose }: CellPopoverProps) {
  const text = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={() => document.getElementById(anchorId)}
          align="start"
          sideOffset={4}
          className="z-50"
        >
          <Popover.Popup
            initialFocus={text}
            finalFocus={returnFocusTo}
            className={`${popupStyle} flex max-h-[min(24rem,var(--available-height))] w-[min(32rem,var(--available-width))] flex-col`}
          >
            <div className="flex items-center gap-2 border-b py-1 pr-1 pl-3">
              <Popover.Title className="min-w-0 truncate font-medium">{column.name}</Popover.Title>
              <span className="grow text-sm text-muted">
                {column.type}
                {value === null ? "" : `, ${formatCount(value.length)} characters`}
              </span>
              <CopyButton text={value ?? ""} label="Copy value" size="sm" />
            </div>
            <div
              ref={text}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
              tabIndex={0}
              dir="auto"
              className="overflow-auto px-3 py-2 outline-none font-mono text-sm whitespace-pre-wrap wrap-anywhere"
            >
              {value === null ? (
                <span className="text-muted italic">NULL</span>
              ) : value === "" ? (
                <span className="font-sans text-muted">Empty text</span>
              ) : (
                value
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
