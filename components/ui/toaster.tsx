"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { Toaster as Sonner } from "sonner";

/** Once a page; the console frame mounts it. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      closeButton
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-ok" />,
        error: <CircleAlert aria-hidden className="size-4 text-bad" />,
      }}
      toastOptions={{
        style: {
          background: "var(--raised)",
          color: "var(--ink)",
          border: "1px solid var(--line-strong)",
          borderRadius: 8,
          fontSize: "0.84375rem",
        },
        classNames: {
          toast: "font-sans!",
          description: "text-muted!",
          actionButton: "bg-accent! text-accent-ink! font-medium!",
          closeButton: "bg-raised! text-muted! border-line-strong!",
        },
      }}
    />
  );
}
