import type { OutputOf } from "@/lib/contracts/contract";
import type {
  ContentsPart,
  getWorkgroupContents,
  WorkgroupActivity,
} from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";

type Contents = OutputOf<typeof getWorkgroupContents>;
type Part = { items: readonly unknown[]; more: boolean };

const PARTS: Readonly<Record<ContentsPart, string>> = {
  savedQueries: "saved queries",
  preparedStatements: "prepared statements",
  notebooks: "notebooks",
  activeSessions: "active sessions",
};

/**
 * What DeleteWorkGroup takes along, in words. `empty` when Athena deletes it without being asked twice; what
 * could not be read counts as content.
 */
export function goesWithIt(
  contents: Contents | undefined,
  activity: WorkgroupActivity | undefined,
  family: EngineFamily,
): { lines: string[]; empty: boolean } {
  const parts: (string | undefined)[] = [
    executions(activity, family),
    contents && counted(contents.savedQueries, "saved query", "saved queries"),
    contents && counted(contents.preparedStatements, "prepared statement", "prepared statements"),
    contents && counted(contents.notebooks, "notebook", "notebooks"),
    contents && counted(contents.activeSessions, "active session", "active sessions"),
  ];
  const found = parts.filter((part) => part !== undefined);
  const unread = (contents?.unreadable ?? []).map(
    ({ part, message }) => `${PARTS[part]}, which could not be read: ${message}`,
  );
  return {
    lines: [
      ...found,
      ...(contents ? [] : ["saved queries, prepared statements, notebooks and sessions"]),
      ...unread,
      "its configuration, limits and tags",
    ],
    empty: found.length === 0 && unread.length === 0 && contents !== undefined && !!activity,
  };
}

function executions(activity: WorkgroupActivity | undefined, family: EngineFamily) {
  if (family !== "sql") return undefined;
  if (!activity) return "the history of its executions";
  const { count, whole } = activity.stretch;
  if (count === 0) return undefined;
  return whole
    ? `the history of ${formatCount(count)} ${count === 1 ? "execution" : "executions"}`
    : `the history of more than ${formatCount(count)} executions`;
}

function counted({ items, more }: Part, one: string, many: string): string | undefined {
  if (items.length === 0) return undefined;
  const figure = formatCount(items.length);
  return `${more ? `more than ${figure}` : figure} ${items.length === 1 && !more ? one : many}`;
}
