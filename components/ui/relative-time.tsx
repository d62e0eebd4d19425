"use client";

import { formatDuration, formatLocal, formatRelative, formatUtc } from "@/lib/domain/format";
import { useTicking } from "./clock";

type RelativeTimeProps = { at: number; className?: string };

/** `3 min ago`, kept current; the exact local time and UTC on hover. `at` is epoch milliseconds. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const utc = formatUtc(at);
  const shown = useTicking((now) => formatRelative(at, now), utc.slice(0, 16));
  const exact = useTicking(() => `${formatLocal(at)} local\n${utc}`, utc);
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} className={className}>
      {shown}
    </time>
  );
}

/** How long something in flight has been going on since `since`, second by second. */
export function RunningFor({ since, className }: { since: number; className?: string }) {
  const shown = useTicking((now) => wholeSeconds(now - since), "…");
  return <span className={className}>{shown}</span>;
}

function wholeSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1_000);
}

/** The exact local time with milliseconds; UTC on hover. */
export function ExactTime({ at, className }: RelativeTimeProps) {
  const utc = formatUtc(at);
  const shown = useTicking(() => formatLocal(at), utc);
  return (
    <time dateTime={new Date(at).toISOString()} title={utc} className={className}>
      {shown}
    </time>
  );
}

type ClockTimeProps = RelativeTimeProps & { seconds?: boolean };

/** The local time of day, `10:04:12` or `10:04`; the exact local time and UTC on hover. */
export function ClockTime({ at, seconds = true, className }: ClockTimeProps) {
  const utc = formatUtc(at);
  const end = seconds ? 19 : 16;
  const shown = useTicking(() => formatLocal(at).slice(11, end), utc.slice(11, end));
  const exact = useTicking(() => `${formatLocal(at)} local\n${utc}`, utc);
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} className={className}>
      {shown}
    </time>
  );
}
