"use client";

import { Popover as Base } from "@base-ui/react/popover";
import clsx from "clsx";
import type { ReactElement, ReactNode } from "react";
import { popupStyle } from "./control-style";

type PopoverProps = {
  trigger: ReactElement<Record<string, unknown>>;
  title?: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

export function Popover({
  trigger,
  title,
  side = "bottom",
  align = "start",
  open,
  onOpenChange,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-50">
          <Base.Popup
            className={clsx(
              popupStyle,
              "max-h-(--available-height) max-w-[min(28rem,var(--available-width))] overflow-auto p-3",
            )}
          >
            {title ? <Base.Title className="mb-1.5 font-semibold">{title}</Base.Title> : null}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
