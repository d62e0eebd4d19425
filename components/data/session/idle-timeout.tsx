"use client";

import { useTicking } from "@/components/ui/clock";
import { formatCountdown } from "@/lib/domain/format";
import { type SessionFacts, untilIdleTimeoutMs } from "@/lib/domain/sessions";

type Idling = { state: string } & Partial<SessionFacts>;

/** What is left until Athena ends it for being idle, second by second; `otherwise` unless it is idle. */
export function IdleTimeout({ session, otherwise }: { session: Idling; otherwise: string }) {
  const shown = useTicking((now) => {
    const leftMs = untilIdleTimeoutMs(session, now);
    return leftMs === undefined ? otherwise : formatCountdown(leftMs);
  }, "…");
  return <span className={shown === otherwise ? "text-muted" : "tabular-nums"}>{shown}</span>;
}
