import type { SectionId } from "@/lib/domain/workgroups/settings";

/** The parts of a configuration as form, page and compare name them. */
export const SECTION_LABELS: Record<SectionId, { title: string; what: string }> = {
  general: { title: "General", what: "What the workgroup is for, and whether it takes work." },
  results: {
    title: "Results",
    what: "Where results are left and how those are protected.",
  },
  limits: {
    title: "Limits",
    what: "A query over the scan limit is cancelled; what it scanned is charged.",
  },
  engine: {
    title: "Engine and capacity",
    what: "The engine family was chosen at creation and stays.",
  },
  spark: { title: "Spark", what: "What sessions start with." },
  content: {
    title: "Content encryption",
    what: "The key that protects notebooks and code.",
  },
  logging: { title: "Logging", what: "Where sessions leave their logs." },
  access: { title: "Access", what: "Who queries as whom, and what clients may choose." },
  tags: { title: "Tags", what: "For IAM policies, cost allocation and finding it." },
};
