import type { ReactNode } from "react";
import { toast as sonner } from "sonner";

type ToastOptions = {
  description?: ReactNode;
  action?: { label: string; onClick: () => void };
};

/** Errors, and what can be undone, stay longer: they are read, not noticed. */
export const toast = {
  success: (title: string, options?: ToastOptions) =>
    sonner.success(title, { ...options, duration: options?.action ? 12_000 : 4_000 }),
  error: (title: string, options?: ToastOptions) =>
    sonner.error(title, { ...options, duration: 12_000 }),
};
