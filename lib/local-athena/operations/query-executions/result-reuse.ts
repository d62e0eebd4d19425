import { createHash } from "node:crypto";
import type { Statement } from "../../sql/engine";
import type { NewExecution } from "../../state/execution-record";

const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** What gives another answer each time. */
const NOT_DETERMINISTIC =
  /\b(?:(?:now|random|rand|uuid|shuffle|current_timezone)\s*\(|current_(?:date|time|timestamp|user|catalog|schema)\b|localtime(?:stamp)?\b|tablesample\b)/i;

/** Whether some LIMIT (or FETCH FIRST) takes rows that no ORDER BY beside it has put in order. */
function limitsWithoutOrder(text: string): boolean {
  const ordered = [false];
  for (const [token] of text.matchAll(
    /[()]|\border\s+by\b|\blimit\b|\bfetch\s+(?:first|next)\b/gi,
  )) {
    if (token === "(") ordered.push(false);
    else if (token === ")") {
      if (ordered.length > 1) ordered.pop();
    } else if (/^order/i.test(token)) ordered[ordered.length - 1] = true;
    else if (!ordered.at(-1)) return true;
  }
  return false;
}

/**
 * What must be equal for a result to be used again: workgroup, text, database, catalog, parameters and where results
 * go (reference 4.2).
 * @param prefix the result location that the execution's own object stands below
 * @returns undefined for what is never used again
 */
export function reuseKey(
  execution: NewExecution,
  statement: Statement,
  prefix: string | undefined,
): string | undefined {
  if (statement.substatementType !== "SELECT" || prefix === undefined) return undefined;
  // Parameters are expressions too.
  const texts = [statement.sql, ...(execution.parameters ?? [])].map((sql) =>
    sql.replace(OPAQUE, " "),
  );
  const [text = ""] = texts;
  // EXECUTE is its inner SELECT here, and the statement it names may change.
  if (/^\s*execute\b/i.test(text)) return undefined;
  if (texts.some((one) => NOT_DETERMINISTIC.test(one)) || limitsWithoutOrder(text))
    return undefined;
  const { EncryptionConfiguration, ExpectedBucketOwner, AclConfiguration } =
    execution.resultConfiguration;
  return createHash("sha256")
    .update(
      JSON.stringify([
        execution.workGroup,
        execution.query,
        execution.database ?? null,
        execution.catalog?.toLowerCase() ?? null,
        execution.parameters ?? [],
        prefix,
        EncryptionConfiguration ?? null,
        ExpectedBucketOwner ?? null,
        AclConfiguration ?? null,
      ]),
    )
    .digest("base64url");
}
