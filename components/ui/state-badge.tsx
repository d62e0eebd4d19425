import clsx from "clsx";
import {
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Loader,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "@/lib/domain/lifecycle";

const icons: Record<Tone, ReactNode> = {
  ok: <CircleCheck aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  bad: <CircleX aria-hidden />,
  busy: <Loader aria-hidden />,
  neutral: <CircleSlash aria-hidden />,
};

const colours: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  busy: "text-busy",
  neutral: "text-muted",
};

type StateBadgeProps = {
  tone: Tone;
  label: string;
  inFlight: boolean;
  /** Replaces the icon of the tone, e.g. a clock for a state that only waits. */
  icon?: ReactNode;
};

/** A state in icon, word and colour; the default icon of a busy state turns slowly. */
export function StateBadge({ tone, label, inFlight, icon }: StateBadgeProps) {
  const unknown = tone === "neutral" && inFlight;
  return (
    <span
      className={clsx(
        "inline-flex align-bottom items-center gap-1.5 whitespace-nowrap [&_svg]:size-3.5",
        colours[tone],
        tone === "busy" && inFlight && !icon && "[&_svg]:spin-slow",
      )}
    >
      {icon ?? (unknown ? <CircleDashed aria-hidden /> : icons[tone])}
      {label}
    </span>
  );
}
