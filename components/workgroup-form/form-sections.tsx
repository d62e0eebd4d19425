import clsx from "clsx";
import type { ReactNode } from "react";
import { SECTION_LABELS } from "@/components/data/workgroup/sections";
import type { EngineFamily } from "@/lib/domain/engines";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import { SECTIONS, type SectionId, type SettingId } from "@/lib/domain/workgroups/settings";
import { useForm } from "./form-context";
import { formOrder, sectionOf } from "./form-order";
import { isNested, isShown } from "./relevance";
import { SettingField } from "./setting-field";

const SPARK_LIMITS = { title: "Metrics", what: "What CloudWatch is told." };

const headingOf = (section: SectionId, family: EngineFamily) =>
  section === "limits" && family !== "sql" ? SPARK_LIMITS : SECTION_LABELS[section];

type FormSectionsProps = {
  /** Above the fields of a section: the name, the family. */
  first?: Partial<Record<SectionId, ReactNode>> | undefined;
};

/** Every setting that fits the engine family, by section. */
export function FormSections({ first = {} }: FormSectionsProps) {
  const { draft, mode, problems } = useForm();
  const { family } = draft;
  const fits = (setting: SettingId) =>
    SETTINGS[setting].families.includes(family) && isShown(setting, draft);
  const shown = formOrder(family).filter(
    (setting) =>
      (fits(setting) || problems.has(setting)) &&
      // A new workgroup is enabled: CreateWorkGroup takes no state.
      !(mode === "new" && setting === "state"),
  );
  return SECTIONS.map((section) => {
    const ids = shown.filter((setting) => sectionOf(setting, family) === section);
    if (ids.length === 0) return null;
    const { title, what } = headingOf(section, family);
    return (
      <section
        key={section}
        aria-labelledby={`section-${section}`}
        className="grid gap-x-6 gap-y-3 border-t py-5 first:border-t-0 md:grid-cols-[10.5rem_minmax(0,1fr)]"
      >
        <div>
          <h2 id={`section-${section}`}>{title}</h2>
          <p className="text-sm text-muted">{what}</p>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {first[section]}
          {ids.map((setting) => (
            <div key={setting} className={clsx(isNested(setting, family) && "border-l-2 pl-3")}>
              <SettingField setting={setting} />
            </div>
          ))}
        </div>
      </section>
    );
  });
}
