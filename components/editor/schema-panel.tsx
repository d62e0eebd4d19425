"use client";

import { ChevronRight, Search, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { TableSummary } from "@/lib/contracts/catalogs";
import { quoteName } from "@/lib/domain/sql-statements";
import type { Place } from "./use-place";
import type { useTables } from "./use-tables";

type SchemaPanelProps = {
  place: Place;
  /** Why there is no database to show. */
  problem: string | undefined;
  tables: ReturnType<typeof useTables>;
  onInsert: (name: string) => void;
};

/** The tables of the chosen database; a press on a name writes it at the cursor. */
export function SchemaPanel({ place, problem, tables: query, onInsert }: SchemaPanelProps) {
  const [filter, setFilter] = useState("");
  const { tables, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const wanted = filter.trim().toLowerCase();
  const shown = (tables ?? []).filter((table) => mentions(table, wanted));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="p-2">
        <Input
          type="search"
          icon={<Search aria-hidden />}
          aria-label="Filter tables and columns"
          placeholder="Filter tables and columns"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <div className="min-h-0 grow scrollbar-thin overflow-y-auto px-1 pb-2">
        {problem ? <Note>{problem}</Note> : null}
        {error ? (
          <Note
            action={
              <Button size="sm" loading={isFetching} onClick={() => refetch()}>
                Try again
              </Button>
            }
          >
            The tables could not be read: {error.message}
          </Note>
        ) : null}
        {!problem && !error && place.database && !tables ? <TablesSkeleton /> : null}
        {tables?.length === 0 ? <Note>{place.database} has no tables.</Note> : null}
        {tables && tables.length > 0 && shown.length === 0 ? <Note>Nothing matches.</Note> : null}
        <ul>
          {shown.map((table) => (
            <TableItem key={table.name} table={table} filter={wanted} onInsert={onInsert} />
          ))}
        </ul>
        {hasNextPage && !isFetching ? (
          <Button variant="ghost" size="sm" onClick={() => fetchNextPage()}>
            Load more tables
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const mentions = ({ name, columns }: TableSummary, text: string) =>
  text === "" ||
  name.toLowerCase().includes(text) ||
  columns.some((column) => column.name.toLowerCase().includes(text));

const rowButton =
  "flex h-8 min-w-0 items-center gap-1.5 rounded px-1.5 text-left hover:bg-[color-mix(in_srgb,var(--ink)_7%,transparent)] focus-visible:-outline-offset-2 md:h-6.5";

type TableItemProps = {
  table: TableSummary;
  filter: string;
  onInsert: (name: string) => void;
};

function TableItem({ table: { name, columns }, filter, onInsert }: TableItemProps) {
  const [opened, setOpened] = useState<boolean>();
  const nameMatches = name.toLowerCase().includes(filter);
  // A filter that only a column answers to shows that column.
  const open = opened ?? (filter !== "" && !nameMatches);
  const shown = nameMatches
    ? columns
    : columns.filter((column) => column.name.toLowerCase().includes(filter));
  return (
    <li>
      <div className="flex">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Columns of ${name}`}
          onClick={() => setOpened(!open)}
          className={`${rowButton} shrink-0`}
        >
          <ChevronRight aria-hidden className={`size-3.5 text-muted ${open ? "rotate-90" : ""}`} />
        </button>
        <button
          type="button"
          title={`Insert ${quoteName(name)}`}
          onClick={() => onInsert(quoteName(name))}
          className={`${rowButton} grow`}
        >
          <Table2 aria-hidden className="size-3.5 shrink-0 text-muted" />
          <span className="truncate">{name}</span>
        </button>
      </div>
      {open ? (
        <ul aria-label={`Columns of ${name}`} className="mb-1 ml-3 border-l pl-2">
          {shown.map((column) => (
            <li key={column.name}>
              <button
                type="button"
                title={`${column.name} ${column.type ?? ""}`}
                onClick={() => onInsert(quoteName(column.name))}
                className={`${rowButton} w-full`}
              >
                <span className="min-w-16 shrink truncate">{column.name}</span>
                {column.partition ? <Badge tone="accent">partition</Badge> : null}
                <span className="ml-auto min-w-0 shrink-[2] truncate font-mono text-sm text-muted">
                  {column.type}
                </span>
              </button>
            </li>
          ))}
          {columns.length === 0 ? <li className="px-1.5 text-muted">no columns</li> : null}
        </ul>
      ) : null}
    </li>
  );
}

function Note({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2 px-2 py-1.5 text-muted wrap-anywhere">
      {children}
      {action}
    </div>
  );
}

function TablesSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the tables" className="px-2">
      {["w-2/3", "w-1/2", "w-3/4", "w-2/5", "w-3/5"].map((width) => (
        <div key={width} className="flex h-6.5 items-center">
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
    </div>
  );
}
