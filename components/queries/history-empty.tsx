import { History, ListFilter, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { formatCount } from "@/lib/domain/format";
import { queryStateFacts } from "@/lib/domain/queries";
import type { HistoryView } from "./use-history";

type HistoryEmptyProps = {
  history: HistoryView;
  workgroup: string | undefined;
  states: readonly string[];
  onAllStates: () => void;
  onAllWorkgroups: () => void;
  /** The one next step where nothing ever ran. */
  newQuery: ReactNode;
};

/** Instead of rows: nothing ran, nothing matches, or nothing could be read. */
export function HistoryEmpty(props: HistoryEmptyProps) {
  const { history, workgroup, states, newQuery } = props;
  const { list, error } = history;
  if (error)
    return (
      <ErrorState
        title="The history could not be read further"
        message={error.message}
        onRetry={history.retry}
      />
    );
  const [unreadable] = list.unreadable;
  if (list.rows.length === 0 && unreadable)
    return (
      <EmptyState
        icon={<TriangleAlert aria-hidden />}
        title="Nothing could be read"
        action={
          workgroup ? <Button onClick={props.onAllWorkgroups}>Show all workgroups</Button> : null
        }
      >
        {unreadable.workgroup}: {unreadable.message}
      </EmptyState>
    );
  if (list.rows.length === 0)
    return (
      <EmptyState icon={<History aria-hidden />} title="No queries yet" action={newQuery}>
        {workgroup
          ? `Nothing has run in ${workgroup} in the last 45 days.`
          : "What runs in your workgroups appears here, whoever starts it and from where."}
      </EmptyState>
    );
  const wanted = states.map((state) => queryStateFacts(state).label.toLowerCase()).join(" or ");
  const read = formatCount(list.rows.length);
  return history.progress === "paused" ? (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={`None ${wanted} so far`}
      action={<Button onClick={history.readFurther}>Read further</Button>}
    >
      {read} read. Athena cannot filter by state, so its history is read page by page.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={`None ${wanted}`}
      action={<Button onClick={props.onAllStates}>Show all states</Button>}
    >
      None of the {read} executions is in this state.
    </EmptyState>
  );
}
