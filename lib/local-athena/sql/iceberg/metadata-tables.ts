import type { CatalogStore } from "../catalog/catalog-store";
import { engineError } from "../errors";
import { quoteText } from "../translate/tree";
import type { AthenaType } from "../types/types";
import { uriOf } from "../writes/object-writes";
import type { Snapshot } from "./iceberg-tables";

type Column = { name: string; type: AthenaType; duck: string };

const simple = (base: string): AthenaType => ({ base, numbers: [], parts: [] });
const bigint = (name: string): Column => ({ name, type: simple("bigint"), duck: "BIGINT" });
const varchar = (name: string): Column => ({ name, type: simple("varchar"), duck: "VARCHAR" });
const instant = (name: string): Column => ({
  name,
  type: simple("timestamp with time zone"),
  duck: "TIMESTAMPTZ",
});
const texts = (name: string): Column => ({
  name,
  type: {
    base: "map",
    numbers: [],
    parts: [
      { name: undefined, type: simple("varchar") },
      { name: undefined, type: simple("varchar") },
    ],
  },
  duck: "MAP(VARCHAR, VARCHAR)",
});

const instantText = (milliseconds: number) => `make_timestamptz(${milliseconds * 1000})`;

/** A DuckDB query of the rows, whose cells are DuckDB expressions; also for no rows. */
function relation(columns: readonly Column[], rows: readonly string[][]): string {
  const cells = (values: readonly string[]) =>
    columns
      .map(({ name, duck }, index) => `CAST(${values[index] ?? "NULL"} AS ${duck}) AS "${name}"`)
      .join(", ");
  if (rows.length === 0) return `(SELECT ${cells([])} WHERE false)`;
  return `(${rows.map((row) => `SELECT ${cells(row)}`).join(" UNION ALL ")})`;
}

const snapshotColumns = [
  instant("committed_at"),
  bigint("snapshot_id"),
  bigint("parent_id"),
  varchar("operation"),
  varchar("manifest_list"),
  texts("summary"),
];
const historyColumns = [
  instant("made_current_at"),
  bigint("snapshot_id"),
  bigint("parent_id"),
  { name: "is_current_ancestor", type: simple("boolean"), duck: "BOOLEAN" },
];
const integer = (name: string): Column => ({ name, type: simple("integer"), duck: "INTEGER" });
const refColumns = [
  varchar("name"),
  varchar("type"),
  bigint("snapshot_id"),
  bigint("max_reference_age_in_ms"),
  integer("min_snapshots_to_keep"),
  bigint("max_snapshot_age_in_ms"),
];
const fileColumns = [
  integer("content"),
  varchar("file_path"),
  varchar("file_format"),
  bigint("record_count"),
  bigint("file_size_in_bytes"),
];

const summaryOf = ({ summary }: Snapshot) =>
  `MAP {${Object.entries(summary)
    .map(([key, value]) => `${quoteText(key)}: ${quoteText(value)}`)
    .join(", ")}}`;

/**
 * The relation that a name like `t$snapshots` stands for: `$snapshots`, `$history`, `$refs` and `$files` of an Iceberg table.
 * There are no manifests here, so `manifest_list` is NULL.
 * @returns undefined when the name is none, or its table is not Iceberg's
 * @throws SqlError NOT_SUPPORTED for the other metadata tables that Athena has
 */
export function metadataTable(
  catalog: CatalogStore,
  named: { database: string; name: string },
): { source: string; columns: Column[] } | undefined {
  const match = /^(.+)\$(\w+)$/.exec(named.name);
  const iceberg = match === null ? undefined : catalog.iceberg.get(named.database, match[1] ?? "");
  if (iceberg === undefined) return undefined;
  const kind = match?.[2] ?? "";
  if (/^(manifests|partitions)$/.test(kind))
    throw engineError("NOT_SUPPORTED", `Metadata table $${kind} is not supported by local-athena`);
  if (kind === "files") {
    const rows = catalog.iceberg.files(iceberg.tableId, iceberg.sequence).map((file) => {
      const [rowCount, sizeBytes] = [String(file.rowCount), String(file.sizeBytes)];
      return ["0", quoteText(uriOf(file)), "'PARQUET'", rowCount, sizeBytes];
    });
    return { source: relation(fileColumns, rows), columns: fileColumns };
  }
  if (kind === "refs") {
    const current = catalog.iceberg.snapshots(iceberg.tableId).at(-1);
    // Athena has no statement that makes another branch or a tag.
    const rows = current === undefined ? [] : [["'main'", "'BRANCH'", current.snapshotId]];
    return { source: relation(refColumns, rows), columns: refColumns };
  }
  if (kind !== "snapshots" && kind !== "history") return undefined;
  const rows = catalog.iceberg.snapshots(iceberg.tableId).map((snapshot, index, all) => {
    const start = [
      instantText(snapshot.committedAt),
      snapshot.snapshotId,
      all[index - 1]?.snapshotId ?? "NULL",
    ];
    return kind === "history"
      ? [...start, "true"]
      : [...start, quoteText(snapshot.operation), "NULL", summaryOf(snapshot)];
  });
  const columns = kind === "history" ? historyColumns : snapshotColumns;
  return { source: relation(columns, rows), columns };
}
