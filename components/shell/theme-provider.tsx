"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";
import { earlyClickScript, useEarlyClick } from "./early-click";
import { railScript } from "./rail-state";

/** Wraps the whole document body once; `<html>` needs `suppressHydrationWarning`. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  useEarlyClick();
  return (
    <NextThemes
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="athenaeum.theme"
    >
      {/* Before the first paint, so that a collapsed rail does not jump and no click is lost. */}
      <script
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours
        dangerouslySetInnerHTML={{ __html: `${railScript};${earlyClickScript}` }}
      />
      {children}
    </NextThemes>
  );
}
