import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type TabItem, Tabs } from "@/components/ui/tabs";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { CapacityTab } from "./capacity-tab";
import { ConfigurationTab } from "./configuration-tab";
import { HistoryTab } from "./history-tab";
import { OverviewTab } from "./overview-tab";
import { SavedTab } from "./saved-tab";
import { SparkTab } from "./spark-tab";
import { TagsTab } from "./tags-tab";

const TABS = [
  "overview",
  "configuration",
  "saved",
  "spark",
  "capacity",
  "tags",
  "history",
] as const;
type Tab = (typeof TABS)[number];

/** The parts of the page. The chosen one is in the address; what makes no sense for the engine is left out. */
export function WorkgroupTabs({ workgroup }: { workgroup: WorkgroupDetail }) {
  const [chosen, setChosen] = useQueryState(
    "tab",
    parseAsStringLiteral(TABS).withDefault("overview"),
  );
  const { family, settings, name, tagsProblem } = workgroup;
  const ofFamily: readonly TabItem<Tab>[] =
    family === "sql"
      ? [
          { value: "saved", label: "Saved queries", panel: <SavedTab name={name} /> },
          { value: "capacity", label: "Capacity", panel: <CapacityTab workgroup={workgroup} /> },
        ]
      : [
          {
            value: "spark",
            label: family === "pyspark" ? "Notebooks and sessions" : "Sessions",
            panel: <SparkTab workgroup={workgroup} />,
          },
        ];
  const tabs: readonly TabItem<Tab>[] = [
    { value: "overview", label: "Overview", panel: <OverviewTab workgroup={workgroup} /> },
    {
      value: "configuration",
      label: "Configuration",
      panel: <ConfigurationTab workgroup={workgroup} />,
    },
    ...ofFamily,
    {
      value: "tags",
      label: "Tags",
      count: tagsProblem === undefined ? Object.keys(settings.tags).length : undefined,
      panel: <TagsTab workgroup={workgroup} />,
    },
    {
      value: "history",
      label: "History",
      panel: <HistoryTab name={name} workgroup={workgroup} />,
    },
  ];
  const tab = tabs.some(({ value }) => value === chosen) ? chosen : "overview";
  return (
    <Tabs
      value={tab}
      onChange={setChosen}
      label="Parts of the workgroup"
      tabs={tabs}
      className="grow px-4 md:px-5"
      panelClassName="flex flex-col py-4"
    />
  );
}
