import clsx from "clsx";
import { EqualNot } from "lucide-react";
import { SECTION_LABELS } from "@/components/data/workgroup/sections";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import type { ComparedRow, ComparedSection } from "@/lib/domain/workgroups/compare";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import { ComparedValue } from "./compared-value";
import { NoDifference } from "./no-difference";
import { WorkgroupHeading } from "./workgroup-heading";

export type CompareViewProps = {
  workgroups: readonly WorkgroupConfiguration[];
  sections: readonly ComparedSection[];
  /** There is more than one. */
  comparing: boolean;
  /** Holds the others against this one. */
  onFirst: (name: string) => void;
  onRemove: (name: string) => void;
};

/** A column a workgroup, a row a setting; names stay in sight in both directions. */
export function CompareTable(props: CompareViewProps) {
  const { workgroups, sections, comparing, onFirst, onRemove } = props;
  return (
    <table className="min-w-full border-separate border-spacing-0">
      <caption className="sr-only">Settings of workgroups side by side</caption>
      <thead>
        <tr>
          <th
            scope="col"
            className="sticky top-0 left-0 z-30 w-62 min-w-62 border-r border-b bg-surface px-5 text-left align-bottom text-sm font-medium text-muted"
          >
            <span className="block py-2">Setting</span>
          </th>
          {workgroups.map((workgroup, index) => (
            <th
              key={workgroup.name}
              scope="col"
              className="sticky top-0 z-20 max-w-96 min-w-56 border-b bg-surface px-3 py-2 text-left align-top"
            >
              <WorkgroupHeading
                workgroup={workgroup}
                isFirst={index === 0}
                comparing={comparing}
                onFirst={() => onFirst(workgroup.name)}
                onRemove={() => onRemove(workgroup.name)}
              />
            </th>
          ))}
        </tr>
      </thead>
      {sections.map(({ section, rows }) => (
        <tbody key={section}>
          <tr>
            <th
              scope="rowgroup"
              colSpan={workgroups.length + 1}
              className="border-b bg-sunken text-left"
            >
              <span className="sticky left-0 inline-block px-5 py-1.5 text-sm font-semibold text-soft">
                {SECTION_LABELS[section].title}
              </span>
            </th>
          </tr>
          {rows.map((row) => (
            <SettingRow key={row.setting} row={row} workgroups={workgroups} />
          ))}
        </tbody>
      ))}
      {sections.length === 0 ? (
        <tbody>
          <tr>
            <td colSpan={workgroups.length + 1}>
              <NoDifference comparing={comparing} />
            </td>
          </tr>
        </tbody>
      ) : null}
    </table>
  );
}

type SettingRowProps = { row: ComparedRow; workgroups: readonly WorkgroupConfiguration[] };

function SettingRow({ row: { setting, differs, partly, cells }, workgroups }: SettingRowProps) {
  const { label, meaning } = SETTINGS[setting];
  return (
    <tr>
      <th
        scope="row"
        title={meaning}
        className="sticky left-0 z-10 w-62 max-w-62 border-r border-b bg-surface px-5 py-2 text-left align-top font-normal"
      >
        <span className={differs ? "text-ink" : "text-muted"}>
          {label}
          {differs ? (
            <>
              <EqualNot aria-hidden className="ml-1.5 inline size-3 align-baseline text-warn" />
              <span className="sr-only">differs</span>
            </>
          ) : null}
        </span>
        {partly ? <PartlyCompared /> : null}
      </th>
      {workgroups.map((workgroup, index) => (
        <td
          key={workgroup.name}
          className={clsx(
            "max-w-96 min-w-56 border-b px-3 py-2 align-top",
            cells[index]?.differs && "bg-warn-weak",
          )}
        >
          <ComparedValue setting={setting} workgroup={workgroup} cell={cells[index]} />
        </td>
      ))}
    </tr>
  );
}

/** Says that a part of the row could not be held against the others. */
export function PartlyCompared() {
  return <span className="block text-sm text-muted">what is withheld is not compared</span>;
}
