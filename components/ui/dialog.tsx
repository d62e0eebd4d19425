"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { IconButton } from "./icon-button";

export const backdropStyle =
  "fixed inset-0 z-40 bg-[rgb(0_0_0/0.4)] transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

export const dialogStyle =
  "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line-strong bg-surface shadow-pop outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" } as const;

const FIELD =
  "textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden], [aria-hidden=true])";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof widths;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  children?: ReactNode;
};

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  size = "md",
  footer,
  children,
}: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropStyle} />
        <Base.Popup
          // What is asked for comes first; by touch it would bring up the keyboard unasked.
          initialFocus={(by) =>
            (by !== "touch" && body.current?.querySelector<HTMLElement>(FIELD)) || true
          }
          className={clsx(dialogStyle, widths[size])}
        >
          <div className="flex items-start gap-3 px-4 pt-3 pb-2">
            <div className="min-w-0 grow">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? (
                <Base.Description className="text-muted">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close render={<IconButton label="Close" icon={<X aria-hidden />} />} />
          </div>
          {children ? (
            <div ref={body} className="min-h-0 overflow-auto px-4 py-2">
              {children}
            </div>
          ) : null}
          <DialogFooter>{footer}</DialogFooter>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  if (!children) return <div className="h-2 shrink-0" />;
  return <div className="flex flex-wrap justify-end gap-2.5 px-4 pt-2 pb-4">{children}</div>;
}
