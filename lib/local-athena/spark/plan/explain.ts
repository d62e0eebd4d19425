import { expressionText } from "./expression-text";
import type { Expression, JoinType, Relation } from "./plan";
import { type Column, type Computed, inputsOf, type Resolved, type TypedOrder } from "./resolved";
import { simpleString } from "./type-text";

type Tree = { text: string; children: Tree[] };

function treeText(tree: Tree, first = "", rest = ""): string {
  const last = tree.children.length - 1;
  const below = tree.children.map((child, at) =>
    treeText(
      child,
      `${rest}${at === last ? "+- " : ":- "}`,
      `${rest}${at === last ? "   " : ":  "}`,
    ),
  );
  return `${first}${tree.text}\n${below.join("")}`;
}

const columnText = ({ name, id, type }: Column): string =>
  `${name}#${id}${type === "long" ? "L" : ""}`;
const list = (items: readonly string[]): string => `[${items.join(", ")}]`;
const columns = (items: readonly Column[]): string => list(items.map(columnText));

function computedText({ column, value }: Computed): string {
  if (value.kind === "column" && value.column.id === column.id) return columnText(column);
  return `${expressionText(value, "plan")} AS ${columnText(column)}`;
}

const orderText = ({ child, ascending, nullsFirst }: TypedOrder): string =>
  `${expressionText(child, "plan")} ${ascending ? "ASC" : "DESC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;

const joinWords: Record<JoinType, string> = {
  inner: "Inner",
  cross: "Cross",
  left: "LeftOuter",
  right: "RightOuter",
  full: "FullOuter",
  leftsemi: "LeftSemi",
  leftanti: "LeftAnti",
};

function nodeText(plan: Resolved): string {
  switch (plan.node) {
    case "source":
      return `Scan ${plan.source.description} ${columns(plan.output)}`;
    case "rows":
    case "values":
      return `LocalRelation ${columns(plan.output)}`;
    case "range":
      return `Range (${plan.start}, ${plan.end}, step=${plan.step})`;
    case "project":
      return `Project ${list(plan.items.map(computedText))}`;
    case "filter":
      return `Filter ${expressionText(plan.condition, "plan")}`;
    case "renamed":
      return plan.alias === undefined
        ? `Project ${columns(plan.output)}`
        : `SubqueryAlias ${plan.alias}`;
    case "aggregate": {
      const groups = plan.groups.map((group) => expressionText(group.value, "plan"));
      const sets = plan.sets
        ? `, sets=${list(plan.sets.map((set) => list(set.map((at) => groups[at] ?? ""))))}`
        : "";
      return `Aggregate ${list(groups)}${sets}, ${list([...plan.groups, ...plan.aggregates].map(computedText))}`;
    }
    case "join": {
      const condition = plan.condition ? `, ${expressionText(plan.condition, "plan")}` : "";
      return `Join ${joinWords[plan.how]}${condition}`;
    }
    case "setOperation":
      if (plan.kind === "union") return plan.all ? "Union" : "Distinct Union";
      return `${plan.kind === "except" ? "Except" : "Intersect"} ${plan.all ? "All true" : "false"}`;
    case "sort":
      return `Sort ${list(plan.order.map(orderText))}, true`;
    case "limit":
      return plan.limit === undefined ? `Offset ${plan.offset}` : `GlobalLimit ${plan.limit}`;
    case "tail":
      return `Tail ${plan.limit}`;
    case "distinct":
      return plan.columns ? `Deduplicate ${columns(plan.columns)}` : "Distinct";
    case "sample":
      return `Sample 0.0, ${plan.fraction}, ${plan.withReplacement}, ${plan.seed}`;
    case "generate":
      return `Generate ${expressionText(plan.generator, "plan")}, ${plan.outer}, ${columns(plan.columns)}`;
  }
}

const treeOf = (plan: Resolved): Tree => ({
  text: nodeText(plan),
  children: inputsOf(plan).map(treeOf),
});

/** Without aliases: what is written for DuckDB. */
function withoutAliases(plan: Resolved): Tree {
  if (plan.node === "renamed" && plan.alias !== undefined) return withoutAliases(plan.input);
  return { text: nodeText(plan), children: inputsOf(plan).map(withoutAliases) };
}

function unresolvedText(expression: Expression): string {
  switch (expression.expr) {
    case "attribute":
      return `'${expression.name}`;
    case "literal":
      return String(expression.value);
    case "sql":
      return expression.text;
    case "star":
      return expression.target ? `'${expression.target}.*` : "*";
    case "alias":
      return `${unresolvedText(expression.child)} AS ${expression.names.join(", ")}`;
    case "call":
    case "udf":
      return `'${expression.name}(${expression.args.map(unresolvedText).join(", ")})`;
    case "cast":
      return `cast(${unresolvedText(expression.child)} as ${expression.type})`;
    case "sortOrder":
      return `${unresolvedText(expression.child)} ${expression.ascending ? "ASC" : "DESC"}`;
    case "window":
      return `${unresolvedText(expression.child)} windowspecdefinition(${[...expression.partitionBy, ...expression.orderBy].map(unresolvedText).join(", ")})`;
    case "lambda":
      return `lambdafunction(${unresolvedText(expression.body)}, ${expression.parameters.join(", ")})`;
    case "subquery":
      return `${expression.kind}#[]`;
  }
}

const unresolvedList = (expressions: readonly Expression[]): string =>
  list(expressions.map(unresolvedText));

/** A node of the plan as it was asked for, before names were looked up. */
function unresolvedNode(relation: Relation): string {
  switch (relation.rel) {
    case "sql":
      return `'Query ${relation.query.trim().replace(/\s+/g, " ")}`;
    case "table":
      return `'UnresolvedRelation [${relation.name.split(".").join(", ")}], [], false`;
    case "read":
      return `Relation [${relation.paths.join(", ")}] ${relation.format}`;
    case "range":
      return `Range (${relation.start}, ${relation.end}, step=${relation.step})`;
    case "local":
      return `LocalRelation ${list(relation.schema.fields.map((field) => field.name))}`;
    case "project":
      return `'Project ${unresolvedList(relation.expressions)}`;
    case "filter":
      return `'Filter ${unresolvedText(relation.condition)}`;
    case "sort":
      return `'Sort ${unresolvedList(relation.order)}, true`;
    case "aggregate":
      return `'Aggregate ${unresolvedList(relation.grouping)}, ${unresolvedList(relation.aggregates)}`;
    case "join":
      return `'Join ${joinWords[relation.how]}${relation.condition ? `, ${unresolvedText(relation.condition)}` : ""}`;
    case "limit":
      return `'GlobalLimit ${relation.limit}`;
    case "subqueryAlias":
      return `'SubqueryAlias ${relation.name}`;
    default:
      return `'${relation.rel[0]?.toUpperCase()}${relation.rel.slice(1)}`;
  }
}

function unresolvedTree(relation: Relation): Tree {
  const children =
    "input" in relation
      ? [relation.input]
      : "left" in relation
        ? [relation.left, relation.right]
        : [];
  return { text: unresolvedNode(relation), children: children.map(unresolvedTree) };
}

/**
 * Dataset.explain. The physical plan names what DuckDB is given to run: there are no Spark operators behind it.
 */
export function explainText(
  relation: Relation,
  plan: Resolved,
  mode: "simple" | "extended" | "formatted" | "cost" | "codegen",
): string {
  if (mode === "codegen") return "Found 0 WholeStageCodegen subtrees.\n";
  const physical: Tree = { text: "DuckDB", children: [withoutAliases(plan)] };
  const end = `== Physical Plan ==\n${treeText(physical)}`;
  const optimized = `== Optimized Logical Plan ==\n${treeText(withoutAliases(plan))}`;
  if (mode === "cost") return `${optimized}\n${end}`;
  if (mode !== "extended") return `${end}\n`;
  const schema = plan.output.map(({ name, type }) => `${name}: ${simpleString(type)}`).join(", ");
  const analyzed = `== Analyzed Logical Plan ==\n${schema}\n${treeText(treeOf(plan))}`;
  return [
    `== Parsed Logical Plan ==\n${treeText(unresolvedTree(relation))}`,
    analyzed,
    optimized,
    end,
  ].join("\n");
}
