"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";

export type TooltipSide = "top" | "right" | "bottom" | "left";

const gapPx = 6;
const marginPx = 8;

type TooltipPopupProps = {
  anchor: HTMLElement;
  side: TooltipSide;
  onClose: () => void;
  children: ReactNode;
};

export function TooltipPopup({ anchor, side, onClose, children }: TooltipPopupProps) {
  const popup = useRef<HTMLDivElement>(null);

  // Every render: the content may have another size now.
  useLayoutEffect(() => {
    const element = popup.current;
    if (!element) return;
    // In the top layer, above a modal dialog.
    if (!element.matches(":popover-open")) element.showPopover();
    const place = placeBeside(
      anchor.getBoundingClientRect(),
      element.getBoundingClientRect(),
      side,
    );
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  });

  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    document.addEventListener("keydown", key, true);
    document.addEventListener("scroll", onClose, true);
    return () => {
      document.removeEventListener("keydown", key, true);
      document.removeEventListener("scroll", onClose, true);
    };
  }, [onClose]);

  return createPortal(
    <div
      ref={popup}
      role="tooltip"
      popover="manual"
      className="pointer-events-none fixed inset-auto m-0 w-max max-w-80 rounded border border-line-strong bg-raised px-2 py-1 text-sm text-ink shadow-pop wrap-anywhere transition-opacity duration-100 starting:opacity-0"
    >
      {children}
    </div>,
    document.body,
  );
}

type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom" | "width" | "height">;

/** On the wished side, on the opposite one where there is no room, and always inside the window. */
function placeBeside(anchor: Box, popup: Box, side: TooltipSide) {
  const room = { width: window.innerWidth, height: window.innerHeight };
  const centred = {
    left: anchor.left + (anchor.width - popup.width) / 2,
    top: anchor.top + (anchor.height - popup.height) / 2,
  };
  const above = anchor.top - gapPx - popup.height;
  const below = anchor.bottom + gapPx;
  const before = anchor.left - gapPx - popup.width;
  const after = anchor.right + gapPx;
  const fitsBelow = below + popup.height <= room.height - marginPx;
  const fitsAfter = after + popup.width <= room.width - marginPx;
  const places = {
    top: { ...centred, top: above >= marginPx ? above : below },
    bottom: { ...centred, top: fitsBelow ? below : above },
    left: { ...centred, left: before >= marginPx ? before : after },
    right: { ...centred, left: fitsAfter ? after : before },
  };
  const { left, top } = places[side];
  return {
    left: Math.max(marginPx, Math.min(left, room.width - popup.width - marginPx)),
    top: Math.max(marginPx, Math.min(top, room.height - popup.height - marginPx)),
  };
}
