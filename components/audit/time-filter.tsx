import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AuditStretch } from "@/lib/domain/audit";
import { formatLocal } from "@/lib/domain/format";

type Times = { last: AuditStretch | null; from: Date | null; to: Date | null };
type Choice = "any" | "between" | AuditStretch;

const OPTIONS: { value: Choice; label: string }[] = [
  { value: "any", label: "Any time" },
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "between", label: "Between…" },
];

type TimeFilterProps = { times: Times; onChange: (times: Times) => void };

/** A stretch back from now, or between two local times. */
export function TimeFilter({ times, onChange }: TimeFilterProps) {
  const { last, from, to } = times;
  const [asked, setAsked] = useState(false);
  const between = last === null && (asked || from !== null || to !== null);
  const choose = (choice: Choice) => {
    setAsked(choice === "between");
    if (choice === "any") onChange({ last: null, from: null, to: null });
    else if (choice !== "between") onChange({ last: choice, from: null, to: null });
    else onChange({ last: null, from, to });
  };
  return (
    <>
      <Select
        aria-label="Time"
        value={last ?? (between ? "between" : "any")}
        onChange={choose}
        options={OPTIONS}
        className="md:w-34"
      />
      {between ? (
        <>
          <LocalTime
            label="From"
            at={from}
            onChange={(at) => onChange({ last: null, from: at, to })}
          />
          <LocalTime label="To" at={to} onChange={(at) => onChange({ last: null, from, to: at })} />
        </>
      ) : null}
    </>
  );
}

type LocalTimeProps = { label: string; at: Date | null; onChange: (at: Date | null) => void };

function LocalTime({ label, at, onChange }: LocalTimeProps) {
  return (
    <Input
      type="datetime-local"
      aria-label={label}
      title={`${label}, local time`}
      // What is typed half is kept by the browser; it says something only once it is a time.
      key={at?.getTime() ?? "none"}
      defaultValue={at ? formatLocal(at.getTime()).slice(0, 16).replace(" ", "T") : ""}
      onBlur={({ currentTarget: { value } }) => {
        const next = value === "" ? null : new Date(value);
        if (next?.getTime() !== at?.getTime()) onChange(next);
      }}
      className="max-md:col-span-2 md:w-50"
    />
  );
}
