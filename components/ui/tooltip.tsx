"use client";

import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useState,
} from "react";
import { TooltipPopup, type TooltipSide } from "./tooltip-popup";
import { useTooltipDelay } from "./use-tooltip-delay";

type Handlers = {
  onPointerEnter?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: React.PointerEvent<HTMLElement>) => void;
  onPointerDown?: (event: React.PointerEvent<HTMLElement>) => void;
  onFocus?: (event: React.FocusEvent<HTMLElement>) => void;
  onBlur?: (event: React.FocusEvent<HTMLElement>) => void;
};

type TooltipProps = {
  content: ReactNode;
  side?: TooltipSide;
  /** One element that passes its event handlers on; it keeps its own accessible name. */
  children: ReactElement<Handlers>;
};

/** For the eye only, and light: what a screen reader must know belongs to the element itself. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const delay = useTooltipDelay(setAnchor);
  const own = children.props;
  const child = cloneElement(children, {
    onPointerEnter: both(own.onPointerEnter, (event) => {
      if (event.pointerType !== "touch") delay.openSoon(event.currentTarget);
    }),
    onPointerLeave: both(own.onPointerLeave, delay.close),
    onPointerDown: both(own.onPointerDown, delay.close),
    onFocus: both(own.onFocus, (event) => {
      if (event.currentTarget.matches(":focus-visible")) setAnchor(event.currentTarget);
    }),
    onBlur: both(own.onBlur, delay.close),
  });
  return (
    <>
      {child}
      {anchor ? (
        <TooltipPopup anchor={anchor} side={side} onClose={delay.close}>
          {content}
        </TooltipPopup>
      ) : null}
    </>
  );
}

function both<Event extends SyntheticEvent>(
  first: ((event: Event) => void) | undefined,
  second: (event: Event) => void,
) {
  return (event: Event) => {
    first?.(event);
    second(event);
  };
}
