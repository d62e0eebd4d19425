"use client";

import { useQuery } from "@tanstack/react-query";
import { SqlCode } from "@/components/data/sql-code";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { formattedSqlOptions } from "./formatted-sql";

export type SqlView = "formatted" | "submitted";

/** Lines of the submitted SQL are the targets of links under this name and their number. */
export const SQL_LINE_ID = "sql-line-";

type SqlPanelProps = {
  id: string;
  sql: string;
  /** Marked; it counts lines of the SQL as submitted, so that is what is shown first. */
  errorLine: number | undefined;
  view: SqlView | undefined;
  onView: (view: SqlView) => void;
};

export function SqlPanel({ id, sql, errorLine, view, onView }: SqlPanelProps) {
  const { data: formatted, isPending } = useQuery(formattedSqlOptions(id, sql));
  const wanted = view ?? (errorLine === undefined ? "formatted" : "submitted");
  const shown = wanted === "formatted" && typeof formatted === "string" ? "formatted" : "submitted";
  const toggle = (
    <fieldset aria-label="SQL shown" className="flex">
      <ViewButton
        label="Formatted"
        pressed={shown === "formatted"}
        disabledReason={
          formatted === null ? "This SQL could not be formatted; it is shown as it is" : undefined
        }
        onPress={() => onView("formatted")}
      />
      <ViewButton
        label="As submitted"
        pressed={shown === "submitted"}
        onPress={() => onView("submitted")}
      />
    </fieldset>
  );
  return (
    <Section title="SQL" actions={toggle}>
      {wanted === "formatted" && isPending ? (
        <Skeleton className="h-28 w-full rounded-lg" />
      ) : shown === "formatted" && typeof formatted === "string" ? (
        <SqlCode key="formatted" sql={formatted} />
      ) : (
        <SqlCode key="submitted" sql={sql} markedLine={errorLine} lineIdPrefix={SQL_LINE_ID} />
      )}
    </Section>
  );
}

type ViewButtonProps = {
  label: string;
  pressed: boolean;
  disabledReason?: string | undefined;
  onPress: () => void;
};

function ViewButton({ label, pressed, disabledReason, onPress }: ViewButtonProps) {
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-pressed={pressed}
      disabledReason={disabledReason}
      onClick={onPress}
      className={pressed ? "bg-sunken text-ink" : "font-normal!"}
    >
      {label}
    </Button>
  );
}
