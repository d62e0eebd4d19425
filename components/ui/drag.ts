import type { PointerEvent } from "react";

/** Follows the pointer from a press on a handle until it is let go, wherever it goes. */
export function followPointer(
  press: PointerEvent<HTMLElement>,
  onMove: (event: globalThis.PointerEvent) => void,
): void {
  press.preventDefault();
  const handle = press.currentTarget;
  handle.setPointerCapture(press.pointerId);
  const end = () => {
    handle.removeEventListener("pointermove", onMove);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
  };
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}
