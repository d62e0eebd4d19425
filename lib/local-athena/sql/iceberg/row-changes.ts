import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { CatalogTable } from "../engine";
import { engineError } from "../errors";
import { core, identifierText, positionOf, quoteName, walk } from "../translate/tree";
import { malformed, type Tree } from "../trino-parser";
import { ComposedText } from "./composed-text";

export type ChangeStatement = G.UpdateContext | G.DeleteContext | G.MergeContext;

/** What a statement does to a row: the first case that holds is the row's. */
export type ChangeCase = {
  action: "update" | "delete" | "insert";
  /** Which columns, and the expressions that give their values. */
  values: { column: string; expression: Tree }[];
  condition: Tree | undefined;
  /** Where the case stands, for errors. */
  node: Tree;
};

/** @throws SqlError with errorCode MALFORMED_QUERY when the statement is none of them */
export function changeIn(tree: Tree): ChangeStatement {
  for (const node of walk(tree)) {
    if (
      node instanceof G.UpdateContext ||
      node instanceof G.DeleteContext ||
      node instanceof G.MergeContext
    )
      return node;
  }
  throw malformed("line 1:1: mismatched input. Expecting: <query>");
}

export const verbOf = (node: ChangeStatement) =>
  node instanceof G.UpdateContext ? "UPDATE" : node instanceof G.DeleteContext ? "DELETE" : "MERGE";

const lowerName = (node: Tree) => identifierText(node).toLowerCase();

/** The cases of a statement; UPDATE and DELETE have one, whose condition is the WHERE clause. */
export function casesOf(node: ChangeStatement, table: CatalogTable): ChangeCase[] {
  if (node instanceof G.DeleteContext)
    return [{ action: "delete", values: [], condition: undefined, node }];
  if (node instanceof G.UpdateContext) {
    const values = node.updateAssignment().map((assignment) => {
      const column = lowerName(assignment.identifier());
      if (!table.columns.some(({ name }) => name === column))
        throw engineError(
          "COLUMN_NOT_FOUND",
          `${positionOf(assignment)}: The UPDATE SET target column ${column} doesn't exist`,
        );
      return { column, expression: assignment.expression() };
    });
    return [checked({ action: "update", values, condition: undefined, node })];
  }
  return node.mergeCase().map((mergeCase) => checked(mergeCaseOf(mergeCase, table)));
}

function mergeCaseOf(node: G.MergeCaseContext, table: CatalogTable): ChangeCase {
  if (!(node instanceof G.MergeUpdateContext) && !(node instanceof G.MergeInsertContext)) {
    const condition =
      node instanceof G.MergeDeleteContext ? (node.expression() ?? undefined) : undefined;
    return { action: "delete", values: [], condition, node };
  }
  const action = node instanceof G.MergeUpdateContext ? "update" : "insert";
  const listed = node._targets.map(lowerName);
  const unknown = listed.find((name) => !table.columns.some((column) => column.name === name));
  if (unknown !== undefined)
    throw engineError(
      "COLUMN_NOT_FOUND",
      `${positionOf(node)}: Merge column name does not exist in target table: ${unknown}`,
    );
  const columns =
    action === "insert" && listed.length === 0 ? table.columns.map(({ name }) => name) : listed;
  if (columns.length !== node._values.length)
    throw engineError(
      "TYPE_MISMATCH",
      `${positionOf(node)}: MERGE insert has ${node._values.length} expressions for ${columns.length} columns`,
    );
  const values = columns.flatMap((column, index) => {
    const expression = node._values[index];
    return expression === undefined ? [] : [{ column, expression }];
  });
  return { action, values, condition: node._condition, node };
}

function checked(change: ChangeCase): ChangeCase {
  const names = change.values.map(({ column }) => column);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw engineError(
      "DUPLICATE_COLUMN_NAME",
      `${positionOf(change.node)}: Column '${twice}' is assigned more than once`,
    );
  return change;
}

/** Adds the number of the case that a row of the join belongs to. */
function addCaseNumber(text: ComposedText, cases: readonly ChangeCase[], rowId: string): void {
  text.add("CASE");
  for (const [index, { action, condition }] of cases.entries()) {
    text.add(` WHEN ${rowId} IS ${action === "insert" ? "" : "NOT "}NULL`);
    if (condition !== undefined) text.add(" AND (").addNode(condition).add(")");
    text.add(` THEN ${index}`);
  }
  text.add(" END");
}

/** Literals can be evaluated for any row, and keep their types outside of a CASE. */
const isConstant = (node: Tree) => {
  const inner = core(node);
  return inner.getChildCount() <= 1 && /^(NULL|'.*'|[\d.]+|TRUE|FALSE)$/is.test(inner.getText());
};

/** The columns whose old values a statement needs: none when it only deletes. */
export const keptColumns = (table: CatalogTable, cases: readonly ChangeCase[]) =>
  cases.some(({ action }) => action !== "delete") ? table.columns : [];

/**
 * A statement as a Trino query for the rows that it changes: the "$row_id" of each, NULL for a row to insert, the
 * number of its case, the kept columns, then the values of all cases in order.
 */
export function changeQuery(
  sql: string,
  node: ChangeStatement,
  table: CatalogTable,
  cases: readonly ChangeCase[],
): ComposedText {
  const text = new ComposedText(sql);
  const isMerge = node instanceof G.MergeContext;
  const given = isMerge ? node.identifier() : null;
  const alias = quoteName(given === null ? table.name : lowerName(given));
  let outputs = 0;
  const named = () => text.add(` AS "$${outputs++}"`);
  text.add(`SELECT ${alias}."$row_id"`);
  named().add(", ");
  if (isMerge) addCaseNumber(text, cases, `${alias}."$row_id"`);
  else text.add("0");
  named();
  for (const { name } of keptColumns(table, cases)) {
    text.add(`, ${alias}.${quoteName(name)}`);
    named();
  }
  for (const [index, change] of cases.entries()) {
    for (const { expression } of change.values) {
      text.add(", ");
      if (!isMerge || isConstant(expression)) text.addNode(expression);
      else {
        text.add("CASE WHEN ");
        addCaseNumber(text, cases, `${alias}."$row_id"`);
        text.add(` = ${index} THEN `).addNode(expression).add(" END");
      }
      named();
    }
  }
  text.add(" FROM ");
  if (!isMerge) {
    text.addNode(node.tableRef());
    const where = node.whereClause();
    if (where !== null) text.add(" WHERE ").addNode(where.booleanExpression());
    return text;
  }
  const inserts = cases.some(({ action }) => action === "insert");
  text
    .addNode(node.relation())
    .add(inserts ? " LEFT JOIN " : " JOIN ")
    .addNode(node.tableRef());
  return text.add(` AS ${alias} ON `).addNode(node.expression());
}
