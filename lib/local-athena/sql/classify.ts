import type { Statement, StatementType } from "./engine";
import type { Token } from "./lexer";

type Kind = Pick<Statement, "statementType" | "substatementType" | "resultFormat">;

const kind = (statementType: StatementType, substatementType: string): Kind => ({
  statementType,
  substatementType,
  resultFormat: statementType === "DML" && substatementType !== "EXPLAIN" ? "csv" : "txt",
});

/** How a query begins. */
const QUERY = /^(SELECT|WITH|VALUES|TABLE)$/;

const bySecondWord: Record<string, [RegExp, StatementType, string][]> = {
  CREATE: [
    [/^DATABASE|^SCHEMA/, "DDL", "CREATE_DATABASE"],
    [/^(OR REPLACE )?(PROTECTED MULTI DIALECT )?VIEW/, "DDL", "CREATE_VIEW"],
    [/^(EXTERNAL )?TABLE/, "DDL", "CREATE_TABLE"],
  ],
  DROP: [
    [/^DATABASE|^SCHEMA/, "DDL", "DROP_DATABASE"],
    [/^VIEW/, "DDL", "DROP_VIEW"],
    [/^TABLE/, "DDL", "DROP_TABLE"],
  ],
  SHOW: [
    [/^TABLES/, "UTILITY", "SHOW_TABLES"],
    [/^DATABASES|^SCHEMAS/, "UTILITY", "SHOW_DATABASES"],
    [/^COLUMNS/, "UTILITY", "SHOW_COLUMNS"],
    [/^PARTITIONS/, "UTILITY", "SHOW_PARTITIONS"],
    [/^VIEWS/, "UTILITY", "SHOW_VIEWS"],
    [/^TBLPROPERTIES/, "UTILITY", "SHOW_TABLE_PROPERTIES"],
    [/^CREATE TABLE/, "UTILITY", "SHOW_CREATE_TABLE"],
    [/^CREATE VIEW/, "UTILITY", "SHOW_CREATE_VIEW"],
    [/^FUNCTIONS/, "UTILITY", "SHOW_FUNCTIONS"],
  ],
  MSCK: [[/^/, "DDL", "MSCK_REPAIR"]],
  OPTIMIZE: [[/^/, "DDL", "CREATE_TABLE_AS_SELECT"]],
  VACUUM: [[/^/, "DML", "VACUUM_TABLE"]],
  DESCRIBE: [[/^/, "UTILITY", "DESCRIBE_TABLE"]],
  DESC: [[/^/, "UTILITY", "DESCRIBE_TABLE"]],
  EXPLAIN: [[/^/, "DML", "EXPLAIN"]],
  PREPARE: [[/^/, "UTILITY", "PREPARE"]],
  EXECUTE: [[/^/, "UTILITY", "EXECUTE"]],
  DEALLOCATE: [[/^/, "UTILITY", "DEALLOCATE"]],
};

const alterations: [RegExp, string][] = [
  [/ ADD (IF NOT EXISTS )?PARTITION/, "ALTER_TABLE_ADD_PARTITION"],
  [/ DROP (IF EXISTS )?PARTITION/, "ALTER_TABLE_DROP_PARTITION"],
  [/ ADD COLUMNS/, "ALTER_TABLE_ADD_COLUMN"],
  [/ REPLACE COLUMNS/, "ALTER_TABLE_REPLACE_COLUMN"],
  [/ CHANGE /, "ALTER_TABLE_CHANGE_COLUMN"],
  [/ DROP COLUMN/, "ALTER_TABLE_DROP_COLUMN"],
  [/ SET TBLPROPERTIES/, "ALTER_TABLE_PROPERTIES"],
  [/ SET LOCATION/, "ALTER_TABLE_SET_LOCATION"],
  [/ RENAME TO PARTITION/, "ALTER_TABLE_RENAME_PARTITION"],
  [/ RENAME TO/, "ALTER_TABLE_RENAME"],
];

/**
 * Statement types as Athena reports them; comments and blanks do not count.
 * @returns undefined for a statement that Athena does not have
 */
export function classify(tokens: Token[]): Kind | undefined {
  const words = tokens
    .filter((token) => token.kind !== "symbol" || token.value !== "(")
    .map((token) => token.value.toUpperCase());
  const first = words[0] ?? "";
  const rest = words.slice(1, 40).join(" ");
  if (QUERY.test(first)) return kind("DML", "SELECT");
  if (/^(INSERT|UPDATE|DELETE|MERGE)$/.test(first))
    return { ...kind("DML", first), resultFormat: "csv" };
  if (first === "UNLOAD") return kind("DML", "UNLOAD");
  if (first === "ALTER") {
    if (/^(DATABASE|SCHEMA) /.test(rest)) return kind("DDL", "ALTER_DATABASE");
    const found = alterations.find(([form]) => form.test(` ${rest}`));
    return kind("DDL", found?.[1] ?? "ALTER_TABLE");
  }
  const entry = (Object.hasOwn(bySecondWord, first) ? bySecondWord[first] : undefined)?.find(
    ([form]) => form.test(rest),
  );
  if (entry === undefined) return undefined;
  const asQuery =
    entry[2] === "CREATE_TABLE" &&
    !/^EXTERNAL /.test(rest) &&
    words.some((word, at) => word === "AS" && QUERY.test(words[at + 1] ?? ""));
  const found = kind(entry[1], asQuery ? "CREATE_TABLE_AS_SELECT" : entry[2]);
  return entry[2] === "SHOW_FUNCTIONS" ? { ...found, resultFormat: "csv" } : found;
}
