import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { classify } from "./classify";
import { type CreateTable, locationMissing, parseCreateTable } from "./create-table";
import type { Statement } from "./engine";
import { TokenReader, tokenize } from "./lexer";
import { walk } from "./translate/tree";
import { malformed, parseTrino, type Tree } from "./trino-parser";

type Named = { database: string | undefined; name: string };

export type ParsedStatement =
  | { kind: "query"; tree: Tree }
  | { kind: "explain"; tree: Tree; query: string; validate: boolean }
  | { kind: "showDatabases"; pattern: string | undefined }
  | { kind: "showTables"; database: string | undefined; pattern: string | undefined }
  | { kind: "showViews"; database: string | undefined; pattern: string | undefined }
  | ({
      kind:
        | "showColumns"
        | "showPartitions"
        | "showCreateTable"
        | "showCreateView"
        | "showProperties"
        | "describe";
    } & Named)
  | {
      kind: "createDatabase";
      name: string;
      ifNotExists: boolean;
      description: string | undefined;
      parameters: Record<string, string>;
    }
  | { kind: "dropDatabase"; name: string; ifExists: boolean; cascade: boolean }
  | CreateTable
  | ({ kind: "dropTable"; ifExists: boolean } & Named)
  | ({ kind: "createView"; replace: boolean; query: string } & Named)
  | ({ kind: "dropView"; ifExists: boolean } & Named)
  | { kind: "unsupported"; what: string };

function like(reader: TokenReader): string | undefined {
  reader.skip("LIKE");
  return reader.next.kind === "text" ? reader.text() : undefined;
}

function inDatabase(reader: TokenReader): string | undefined {
  return reader.skip("IN") || reader.skip("FROM") ? reader.qualifiedName().name : undefined;
}

function show(reader: TokenReader): ParsedStatement {
  if (reader.skip("DATABASES") || reader.skip("SCHEMAS")) {
    inDatabase(reader);
    return { kind: "showDatabases", pattern: like(reader) };
  }
  if (reader.skip("TABLES"))
    return { kind: "showTables", database: inDatabase(reader), pattern: like(reader) };
  if (reader.skip("VIEWS"))
    return { kind: "showViews", database: inDatabase(reader), pattern: like(reader) };
  if (reader.skip("COLUMNS")) {
    if (!reader.skip("IN") && !reader.skip("FROM")) reader.fail("'FROM', 'IN'");
    const named = reader.qualifiedName();
    return {
      kind: "showColumns",
      name: named.name,
      database: inDatabase(reader) ?? named.database,
    };
  }
  if (reader.skip("PARTITIONS")) return { kind: "showPartitions", ...reader.qualifiedName() };
  if (reader.skip("TBLPROPERTIES")) return { kind: "showProperties", ...reader.qualifiedName() };
  if (reader.skip("CREATE", "TABLE")) return { kind: "showCreateTable", ...reader.qualifiedName() };
  if (reader.skip("CREATE", "VIEW")) return { kind: "showCreateView", ...reader.qualifiedName() };
  return reader.fail(
    "'COLUMNS', 'CREATE', 'DATABASES', 'PARTITIONS', 'SCHEMAS', 'TABLES', 'TBLPROPERTIES', 'VIEWS'",
  );
}

function createDatabase(reader: TokenReader): ParsedStatement {
  const ifNotExists = reader.skip("IF", "NOT", "EXISTS");
  const name = reader.name();
  const parameters: Record<string, string> = {};
  let description: string | undefined;
  for (;;) {
    if (reader.skip("COMMENT")) description = reader.text();
    else if (reader.skip("LOCATION")) parameters.location = reader.text();
    else if (reader.skip("WITH", "DBPROPERTIES")) {
      reader.expect("(");
      do {
        const key = reader.text();
        reader.expect("=");
        parameters[key] = reader.text();
      } while (reader.skip(","));
      reader.expect(")");
    } else break;
  }
  return { kind: "createDatabase", name, ifNotExists, description, parameters };
}

/** CREATE TABLE without EXTERNAL is for Iceberg alone. */
function refuseCreateTable(sql: string): undefined {
  if (/'table_type'\s*=\s*'iceberg'|\bAS\s*\(?\s*(SELECT|WITH|VALUES|TABLE)\b/i.test(sql)) return;
  if (!/\bLOCATION\s*'/i.test(sql)) throw locationMissing();
  throw malformed("External keyword required for table type HIVE");
}

function create(reader: TokenReader): ParsedStatement | undefined {
  if (reader.skip("DATABASE") || reader.skip("SCHEMA")) return createDatabase(reader);
  if (reader.skip("EXTERNAL", "TABLE")) return parseCreateTable(reader);
  if (reader.isNext("TABLE")) return refuseCreateTable(reader.sql);
  const replace = reader.skip("OR", "REPLACE");
  if (!reader.skip("VIEW")) return undefined;
  const named = reader.qualifiedName();
  reader.expect("AS");
  const query = reader.sql.slice(reader.next.start).replace(/;\s*$/, "");
  parseTrino(reader.sql);
  return { kind: "createView", replace, query, ...named };
}

function drop(reader: TokenReader): ParsedStatement {
  const ifExists = () => reader.skip("IF", "EXISTS");
  if (reader.skip("DATABASE") || reader.skip("SCHEMA")) {
    const found = { ifExists: ifExists(), name: reader.name() };
    const cascade = reader.skip("CASCADE") || (reader.skip("RESTRICT") && false);
    return { kind: "dropDatabase", ...found, cascade };
  }
  if (reader.skip("TABLE"))
    return { kind: "dropTable", ifExists: ifExists(), ...reader.qualifiedName() };
  reader.expect("VIEW");
  return { kind: "dropView", ifExists: ifExists(), ...reader.qualifiedName() };
}

function explain(sql: string): ParsedStatement {
  const tree = parseTrino(sql);
  for (const node of walk(tree)) {
    if (node instanceof G.ExplainAnalyzeContext)
      return { kind: "unsupported", what: "EXPLAIN ANALYZE" };
    if (!(node instanceof G.ExplainContext)) continue;
    const options = node.explainOption().map((option) => option.getText().toUpperCase());
    const validate = options.includes("TYPEVALIDATE");
    const other = options.find(
      (option) =>
        option !== "TYPEVALIDATE" &&
        option !== "FORMATTEXT" &&
        option !== "TYPELOGICAL" &&
        option !== "TYPEDISTRIBUTED",
    );
    if (other !== undefined) return { kind: "unsupported", what: `EXPLAIN (${other})` };
    const statement = node.statement();
    if (!(statement instanceof G.StatementDefaultContext))
      return { kind: "unsupported", what: "EXPLAIN of this statement" };
    return {
      kind: "explain",
      tree: statement,
      query: sql.slice(statement.start?.start ?? 0),
      validate,
    };
  }
  throw malformed("line 1:1: mismatched input 'EXPLAIN'. Expecting: <query>");
}

const trinoChecked = /^(INSERT|UPDATE|DELETE|MERGE|PREPARE|EXECUTE|DEALLOCATE)$/;

/**
 * Parses and classifies a statement as StartQueryExecution does.
 * @throws SqlError with errorCode MALFORMED_QUERY: `line L:C: mismatched input 'x'. Expecting: …`
 */
export function parseStatement(sql: string): { statement: Statement; parsed: ParsedStatement } {
  const tokens = tokenize(sql);
  const kind = classify(tokens);
  if (kind === undefined) {
    parseTrino(sql);
    throw malformed(`line 1:1: Statement is not supported by Athena: ${sql.trim().slice(0, 60)}`);
  }
  const statement: Statement = { sql, ...kind };
  const reader = new TokenReader(sql, tokens);
  const parsed = parseKind(reader, statement);
  return { statement, parsed };
}

function parseKind(reader: TokenReader, statement: Statement): ParsedStatement {
  const { sql, substatementType } = statement;
  const first = reader.next.value.toUpperCase();
  if (trinoChecked.test(first)) {
    parseTrino(sql);
    return { kind: "unsupported", what: first };
  }
  if (substatementType === "SELECT") return { kind: "query", tree: parseTrino(sql) };
  if (substatementType === "EXPLAIN") return explain(sql);
  if (substatementType === "SHOW_FUNCTIONS") return { kind: "unsupported", what: "SHOW FUNCTIONS" };
  const parsed = hiveStatement(reader, first);
  if (parsed === undefined || parsed.kind === "unsupported") {
    return { kind: "unsupported", what: substatementType.replaceAll("_", " ") };
  }
  if (parsed.kind !== "createView" && parsed.kind !== "createTable") reader.end();
  return parsed;
}

function hiveStatement(reader: TokenReader, first: string): ParsedStatement | undefined {
  reader.take();
  if (first === "SHOW") return show(reader);
  if (first === "CREATE") return create(reader);
  if (first === "DROP") return drop(reader);
  if (first === "DESCRIBE" || first === "DESC") {
    if (reader.skip("EXTENDED") || reader.skip("FORMATTED"))
      return { kind: "unsupported", what: "DESCRIBE EXTENDED" };
    return { kind: "describe", ...reader.qualifiedName() };
  }
  return undefined;
}
