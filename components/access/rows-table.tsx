import type { ReactNode } from "react";

type RowsTableProps = { label: string; heads: readonly string[]; children: ReactNode };

/** A table of few rows whose cells may take several lines; below 700 px each row is a block. */
export function RowsTable({ label, heads, children }: RowsTableProps) {
  return (
    <table
      aria-label={label}
      className="w-full text-left max-md:block [&_td]:py-1.5 [&_td]:pr-5 [&_td]:align-top [&_th]:pr-5 max-md:[&_td]:py-0.5"
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
      <tbody className="max-md:block [&_td]:max-md:block [&_tr]:border-b [&_tr]:max-md:block [&_tr]:max-md:py-1.5 [&_tr:last-child]:border-0">
        {children}
      </tbody>
    </table>
  );
}
