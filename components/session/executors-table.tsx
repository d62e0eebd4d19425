import { CopyableId } from "@/components/ui/copyable-id";
import { ExactTime } from "@/components/ui/relative-time";
import { type Executor, executorStateFacts, ganttRows } from "@/lib/domain/executors";
import { formatCount, formatDuration } from "@/lib/domain/format";

type ExecutorsTableProps = { executors: readonly Executor[]; now: number };

/** The executors in figures: what the chart draws. */
export function ExecutorsTable({ executors, now }: ExecutorsTableProps) {
  return (
    <div className="relative overflow-x-auto rounded-lg border bg-raised">
      <table className="w-full text-left whitespace-nowrap tabular-nums">
        <caption className="sr-only">Executors</caption>
        <thead className="text-sm text-muted">
          <tr className="[&>th]:px-3 [&>th]:py-1.5 [&>th]:font-normal">
            <th scope="col">Executor</th>
            <th scope="col">State</th>
            <th scope="col">Started</th>
            <th scope="col">Terminated</th>
            <th scope="col" className="text-right">
              For
            </th>
            <th scope="col" className="text-right">
              Size
            </th>
            <th scope="col">Id</th>
          </tr>
        </thead>
        <tbody>
          {ganttRows(executors, now).map((row) => (
            <tr key={row.id} className="[&>*]:border-t [&>*]:px-3 [&>*]:py-1">
              <th scope="row" className="font-normal">
                {row.label}
              </th>
              <td>{executorStateFacts(row.state).label}</td>
              <td>
                <ExactTime at={row.from} className="text-sm" />
              </td>
              <td>
                {row.terminatedAt === undefined ? (
                  "–"
                ) : (
                  <ExactTime at={row.terminatedAt} className="text-sm" />
                )}
              </td>
              <td className="text-right">{formatDuration(row.to - row.from)}</td>
              <td className="text-right">
                {row.sizeDpus === undefined ? "–" : `${formatCount(row.sizeDpus)} DPU`}
              </td>
              <td>
                <CopyableId id={row.id} label="executor id" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
