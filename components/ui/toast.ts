import type { ReactNode } from "react";

type ToastOptions = {
  description?: ReactNode;
  action?: { label: string; onClick: () => void };
};

/** Errors, and what can be undone, stay longer: they are read, not noticed. */
export const toast = {
  success: (title: string, options?: ToastOptions) =>
    show("success", title, { ...options, duration: options?.action ? 12_000 : 4_000 }),
  error: (title: string, options?: ToastOptions) =>
    show("error", title, { ...options, duration: 12_000 }),
};

/** The toaster of the page loads the same chunk once it is idle, so it is there before it is needed. */
function show(
  kind: "success" | "error",
  title: string,
  options: ToastOptions & { duration: number },
): void {
  void import("sonner").then(({ toast: sonner }) => sonner[kind](title, options));
}
