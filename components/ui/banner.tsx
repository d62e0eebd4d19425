import clsx from "clsx";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { style: "bg-busy-weak [&>svg]:text-busy", icon: <Info aria-hidden /> },
  warn: { style: "bg-warn-weak [&>svg]:text-warn", icon: <TriangleAlert aria-hidden /> },
  bad: { style: "bg-bad-weak [&>svg]:text-bad", icon: <CircleAlert aria-hidden /> },
} as const;

type BannerProps = {
  tone?: keyof typeof tones;
  action?: ReactNode;
  /** Edge to edge under a header instead of a rounded box. */
  flush?: boolean;
  children: ReactNode;
};

/** A strip that says something about all of what is below it. */
export function Banner({ tone = "info", action, flush = false, children }: BannerProps) {
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={clsx(
        "flex items-start gap-2.5 text-ink [&>svg]:mt-0.5 [&>svg]:size-4",
        flush ? "px-4 py-2 md:px-5" : "rounded-lg px-3 py-2",
        tones[tone].style,
      )}
    >
      {tones[tone].icon}
      <div className="min-w-0 grow wrap-anywhere">{children}</div>
      {action ? <div className="-my-1 shrink-0">{action}</div> : null}
    </div>
  );
}
