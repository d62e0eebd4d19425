import type { ReactNode } from "react";

type RowsTableProps = { label: string; heads: readonly string[]; children: ReactNode };

/**
 * A table of few rows whose cells may take several lines. On a narrow screen the first two cells of a row share a
 * line and the others follow below.
 */
export function RowsTable({ label, heads, children }: RowsTableProps) {
  return (
    <table
      aria-label={label}
      className="w-full text-left max-md:block [&_td]:py-1.5 [&_td]:pr-5 [&_td]:align-top [&_th]:pr-5 [&_tr>:last-child]:pr-0 max-md:[&_td]:py-0.5 max-md:[&_td]:pr-0"
    >
      <thead className="max-md:sr-only">
        <tr className="border-b text-sm text-muted">
          {heads.map((head) => (
            <th key={head} scope="col" className="py-1.5 font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block [&_td]:max-md:block [&_tr]:border-b [&_tr]:max-md:grid [&_tr]:max-md:grid-cols-[1fr_auto] [&_tr]:max-md:gap-x-3 [&_tr]:max-md:py-1.5 [&_td:nth-child(n+3)]:max-md:col-span-2 [&_tr:last-child]:border-0">
        {children}
      </tbody>
    </table>
  );
}
