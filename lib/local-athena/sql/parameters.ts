import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "./errors";
import { isLeaf, quoteText, walk } from "./translate/tree";
import { isExpression, parseTrino, type Tree } from "./trino-parser";

/** Whether `SELECT (value)` is nothing but the value in parentheses, which `1) UNION (SELECT 2` is not. */
function isWhole(tree: Tree, length: number): boolean {
  for (const node of walk(tree)) {
    if (node instanceof G.ParenthesizedExpressionContext)
      return node.start?.start === "SELECT ".length && node.stop?.stop === length - 1;
  }
  return false;
}

/** Whether a value stands for an expression: it parses and names no column. */
export function isConstant(value: string): boolean {
  if (value.trim() === "" || /--|\/\*/.test(value) || !isExpression(value)) return false;
  const text = `SELECT (${value})`;
  const tree = parseTrino(text);
  if (!isWhole(tree, Array.from(text).length)) return false;
  for (const node of walk(tree)) {
    if (node instanceof G.ColumnReferenceContext || node instanceof G.DereferenceContext)
      return false;
    if (node instanceof G.QueryContext && node.parent instanceof G.SubqueryExpressionContext)
      return false;
  }
  return true;
}

/**
 * Puts ExecutionParameters in the places of `?`: a value that is an expression without columns is
 * used as it is, anything else becomes a string literal. Values are ignored where the statement has no `?`.
 * @throws SqlError INVALID_PARAMETER_USAGE when the numbers differ
 */
export function applyParameters(sql: string, parameters: readonly string[] | undefined): string {
  if (!sql.includes("?")) return sql;
  const characters = Array.from(sql);
  const lineStarts = [0];
  for (const [index, character] of characters.entries()) {
    if (character === "\n") lineStarts.push(index + 1);
  }
  const marks: number[] = [];
  for (const node of walk(parseTrino(sql))) {
    if (!isLeaf(node) || node.getText() !== "?") continue;
    marks.push((lineStarts[node.symbol.line - 1] ?? 0) + node.symbol.column);
  }
  if (marks.length === 0) return sql;
  const values = parameters ?? [];
  if (values.length !== marks.length) {
    throw engineError(
      "INVALID_PARAMETER_USAGE",
      `line 1:1: Incorrect number of parameters: expected ${marks.length} but found ${values.length}`,
    );
  }
  return characters
    .map((character, index) => {
      const parameter = marks.indexOf(index);
      if (parameter === -1) return character;
      const value = values[parameter] ?? "";
      if (!isConstant(value)) return quoteText(value);
      return /^\s*(\d+|'(?:[^']|'')*')\s*$/.test(value) ? value : `(${value})`;
    })
    .join("");
}
