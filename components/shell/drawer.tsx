"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Brand } from "./brand";

type DrawerProps = { children: (close: () => void) => ReactNode };

/** The navigation on narrow windows: a native modal dialog at the left edge. */
export function Drawer({ children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <IconButton
        label="Open navigation"
        icon={<MenuIcon aria-hidden />}
        onClick={() => dialog.current?.showModal()}
      />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; Escape is native */}
      <dialog
        ref={dialog}
        aria-label="Navigation"
        onClick={(event) => event.target === event.currentTarget && close()}
        className="m-0 h-dvh max-h-none w-64 max-w-[85vw] flex-col bg-sunken px-2 pb-3 text-ink shadow-pop transition-transform duration-100 backdrop:bg-[rgb(0_0_0/0.4)] open:flex starting:open:-translate-x-full"
      >
        <div className="flex h-12 shrink-0 items-center justify-between pl-2">
          <Brand />
          <IconButton label="Close navigation" icon={<X aria-hidden />} onClick={close} />
        </div>
        {children(close)}
      </dialog>
    </>
  );
}
