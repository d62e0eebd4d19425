import clsx from "clsx";
import type { ReactNode } from "react";

type PillProps = { pressed: boolean; onPress: () => void; children: ReactNode };

/** One of a row of choices that are on or off. */
export function Pill({ pressed, onPress, children }: PillProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={clsx(
        "flex h-8 shrink-0 items-center rounded-full border px-2.5 text-sm font-medium whitespace-nowrap md:h-6.5",
        pressed
          ? "border-accent-mid bg-accent-weak text-accent"
          : "border-transparent text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
