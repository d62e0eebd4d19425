import clsx from "clsx";
import { SECTION_LABELS } from "@/components/data/workgroup/sections";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import { type CompareViewProps, PartlyCompared } from "./compare-table";
import { ComparedValue } from "./compared-value";
import { NoDifference } from "./no-difference";
import { WorkgroupHeading } from "./workgroup-heading";

/** For narrow screens: the values of each setting below each other. */
export function CompareList(props: CompareViewProps) {
  const { workgroups, sections, comparing, onFirst, onRemove } = props;
  return (
    <div className="flex flex-col gap-5 px-4 py-3">
      <ul className="flex flex-col gap-2" aria-label="Workgroups">
        {workgroups.map((workgroup, index) => (
          <li key={workgroup.name}>
            <WorkgroupHeading
              workgroup={workgroup}
              isFirst={index === 0}
              comparing={comparing}
              onFirst={() => onFirst(workgroup.name)}
              onRemove={() => onRemove(workgroup.name)}
            />
          </li>
        ))}
      </ul>
      {sections.length === 0 ? <NoDifference comparing={comparing} /> : null}
      {sections.map(({ section, rows }) => (
        <section key={section} className="flex flex-col gap-3">
          <h2 className="border-b pb-1 font-semibold text-soft">{SECTION_LABELS[section].title}</h2>
          {rows.map(({ setting, partly, cells }) => (
            <div key={setting} className="flex flex-col gap-1">
              <h3 className="font-medium">{SETTINGS[setting].label}</h3>
              {partly ? <PartlyCompared /> : null}
              <dl className="flex flex-col">
                {workgroups.map((workgroup, index) => (
                  <div
                    key={workgroup.name}
                    className={clsx(
                      "flex items-baseline gap-3 rounded-sm px-2 py-1",
                      cells[index]?.differs && "bg-warn-weak",
                    )}
                  >
                    <dt
                      className="line-clamp-2 w-28 shrink-0 wrap-anywhere text-muted"
                      title={workgroup.name}
                    >
                      {workgroup.name}
                    </dt>
                    <dd className="min-w-0 grow">
                      <ComparedValue setting={setting} workgroup={workgroup} cell={cells[index]} />
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
