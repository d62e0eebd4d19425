import type { PolicyMark } from "@/lib/contracts/access";

type ProblemListProps = {
  problems: readonly PolicyMark[];
  /** Goes to the place in the text. */
  onGo?: (problem: PolicyMark) => void;
};

/** What is wrong, with its line and column. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  return (
    <ul className="flex flex-col gap-1">
      {problems.map((problem) => {
        const place = `Line ${problem.line}, column ${problem.column}`;
        return (
          <li key={`${place} ${problem.message}`} className="flex flex-wrap gap-x-2 wrap-anywhere">
            {onGo ? (
              <button
                type="button"
                onClick={() => onGo(problem)}
                className="rounded-sm font-medium whitespace-nowrap text-accent tabular-nums hover:underline"
              >
                {place}
              </button>
            ) : (
              <span className="font-medium whitespace-nowrap tabular-nums">{place}</span>
            )}
            <span className="min-w-0">{problem.message}</span>
          </li>
        );
      })}
    </ul>
  );
}
