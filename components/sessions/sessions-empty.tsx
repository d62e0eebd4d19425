import { ListFilter, TriangleAlert, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { SessionShow } from "@/lib/domain/sessions";

type SessionsEmptyProps = {
  show: SessionShow;
  filtered: boolean;
  unreadable: readonly { workgroup: string; message: string }[];
  onAll: () => void;
  /** The one next step where nothing runs. */
  startSession: ReactNode;
};

/** Instead of rows: nothing runs, nothing matches, or nothing could be read. */
export function SessionsEmpty(props: SessionsEmptyProps) {
  const { show, filtered, unreadable, onAll, startSession } = props;
  const [first] = unreadable;
  if (first)
    return (
      <EmptyState icon={<TriangleAlert aria-hidden />} title="Not everything could be read">
        {first.workgroup}: {first.message}
      </EmptyState>
    );
  if (filtered)
    return (
      <EmptyState
        icon={<ListFilter aria-hidden />}
        title="No session matches"
        action={<Button onClick={onAll}>Show all sessions</Button>}
      >
        {show === "active" ? "Only active sessions are shown." : null}
      </EmptyState>
    );
  if (show === "ended")
    return (
      <EmptyState icon={<Zap aria-hidden />} title="No session has ended yet">
        Athena lists active sessions only. Those that end while Athenaeum looks are remembered here.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Zap aria-hidden />}
      title="No session is active"
      action={
        <div className="flex flex-wrap justify-center gap-2.5">
          {show === "active" ? <Button onClick={onAll}>Show ended sessions</Button> : null}
          {startSession}
        </div>
      }
    >
      A session runs PySpark code, or serves Spark Connect clients, until it is terminated or idle
      for too long.
    </EmptyState>
  );
}
