"use client";

import { ChevronRight, Square, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { IdleTimeout } from "@/components/data/session/idle-timeout";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IdleSession } from "@/lib/contracts/sessions";
import { sparkCostUsd } from "@/lib/domain/cost";
import { formatCount, formatMoney, formatSetDuration, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";

const HOUR_MS = 3_600_000;

type IdleAlarmProps = {
  sessions: readonly IdleSession[];
  alarmMs: number;
  usdPerDpuHour: number;
  /** Why this person may not end it; undefined when they may. */
  whyNotTerminate: (session: IdleSession) => string | undefined;
  onTerminate: (sessions: IdleSession[]) => void;
};

/** Sessions that nobody has used for long, with what they cost; one line until it is opened. */
export function IdleAlarm(props: IdleAlarmProps) {
  const { sessions, alarmMs, usdPerDpuHour, whyNotTerminate, onTerminate } = props;
  if (sessions.length === 0) return null;
  const perHour = (session: IdleSession) =>
    session.dpusHeld === undefined
      ? undefined
      : sparkCostUsd(session.dpusHeld * HOUR_MS, usdPerDpuHour);
  const hourly = sessions.reduce((sum, session) => sum + (perHour(session) ?? 0), 0);
  const soFar = sessions.reduce((sum, session) => sum + (session.costUsd ?? 0), 0);
  const mine = sessions.filter((session) => whyNotTerminate(session) === undefined);
  return (
    <details className="group/idle shrink-0 bg-warn-weak">
      <summary className="flex min-h-9 list-none items-start gap-x-2.5 px-4 py-1.5 md:px-5 [&::-webkit-details-marker]:hidden">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 text-warn" />
        <span>
          {sessions.length === 1
            ? "1 session has"
            : `${formatCount(sessions.length)} sessions have`}{" "}
          been idle for more than {formatSetDuration(alarmMs)}:{" "}
          <strong className="font-semibold">{formatMoney(hourly)} an hour</strong>,{" "}
          {formatMoney(soFar)} so far, estimate
        </span>
        <ChevronRight
          aria-hidden
          className="mt-1 size-3.5 text-soft transition-transform duration-100 group-open/idle:rotate-90"
        />
      </summary>
      <div className="relative max-h-60 overflow-auto px-4 pb-2.5 md:px-5">
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">Sessions that are idle for long</caption>
          <thead className="text-sm text-soft">
            <tr className="[&>th]:py-1 [&>th]:pr-5 [&>th]:font-normal [&>th]:whitespace-nowrap">
              <th scope="col">Session</th>
              <th scope="col" className="max-md:hidden">
                Workgroup
              </th>
              <th scope="col" className="max-md:hidden">
                By
              </th>
              <th scope="col">Idle since</th>
              <th scope="col" className="max-md:hidden">
                Timeout in
              </th>
              <th scope="col">An hour</th>
              <th scope="col" className="max-md:hidden">
                So far
              </th>
              <th scope="col">
                <span className="sr-only">Terminate</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <IdleRow
                key={session.id}
                session={session}
                hourlyUsd={perHour(session)}
                whyNot={whyNotTerminate(session)}
                onTerminate={() => onTerminate([session])}
              />
            ))}
          </tbody>
        </table>
        {mine.length > 1 ? (
          <Button
            size="sm"
            variant="danger"
            className="mt-2"
            icon={<Square aria-hidden />}
            onClick={() => onTerminate(mine)}
          >
            Terminate all {formatCount(mine.length)}
          </Button>
        ) : null}
      </div>
    </details>
  );
}

type IdleRowProps = {
  session: IdleSession;
  hourlyUsd: number | undefined;
  whyNot: string | undefined;
  onTerminate: () => void;
};

function IdleRow({ session, hourlyUsd, whyNot, onTerminate }: IdleRowProps) {
  const { id, workgroup, startedBy, idleSince, costUsd, description, dpusHeld } = session;
  return (
    <tr className="[&>td]:py-1 [&>td]:pr-5 [&>td]:whitespace-nowrap">
      <td>
        <Link
          href={links.session(id)}
          prefetch={false}
          title={id}
          className="block max-w-32 truncate underline decoration-line-strong md:max-w-80 underline-offset-2 hover:decoration-current"
        >
          {description ?? <span className="font-mono text-sm">{shortenId(id)}</span>}
        </Link>
      </td>
      <td className="max-md:hidden">{workgroup}</td>
      <td className="max-md:hidden">{startedBy?.name ?? "outside"}</td>
      <td>{idleSince === undefined ? "–" : <RelativeTime at={idleSince} />}</td>
      <td className="max-md:hidden">
        <IdleTimeout session={session} otherwise="–" />
      </td>
      <td title={dpusHeld === undefined ? undefined : `Holds ${formatCount(dpusHeld)} DPU`}>
        {hourlyUsd === undefined ? "not known" : formatMoney(hourlyUsd)}
      </td>
      <td className="max-md:hidden">{costUsd === undefined ? "–" : formatMoney(costUsd)}</td>
      <td className="w-[1%] pr-0!">
        <Button
          size="sm"
          variant="danger"
          {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
          onClick={onTerminate}
        >
          Terminate
        </Button>
      </td>
    </tr>
  );
}
