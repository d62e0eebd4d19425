import clsx from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "@/lib/domain/lifecycle";

const tones: Record<Tone | "accent", string> = {
  ok: "bg-ok-weak text-ok",
  warn: "bg-warn-weak text-warn",
  bad: "bg-bad-weak text-bad",
  busy: "bg-busy-weak text-busy",
  neutral: "bg-sunken text-soft border-line",
  accent: "bg-accent-weak text-accent",
};

type BadgeProps = { tone?: Tone | "accent"; icon?: ReactNode; children: ReactNode };

/** A short word about a thing (role, engine, kind). States use StateBadge. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-sm border border-transparent px-1.5 text-sm whitespace-nowrap [&_svg]:size-3",
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
