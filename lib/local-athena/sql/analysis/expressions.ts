import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { engineError } from "../errors";
import { childrenOf, core, identifierText, positionOf } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { parseType, trinoType } from "../types/types";
import { expressionPosition } from "./expression-text";
import { type FoundColumn, type NameScope, resolveColumn, rowField, typeOfColumn } from "./fields";
import { literalType } from "./literals";
import { concatenated } from "./signatures";
import {
  arithmeticType,
  arrayOf,
  bigint,
  boolean,
  commonOf,
  commonType,
  date,
  elementOf,
  isInterval,
  isNumeric,
  isZoned,
  type Known,
  rowOf,
  simple,
  unknown,
  varchar,
} from "./type-rules";

/** Where the types of a statement's expressions are kept, and how its subqueries are analysed. */
export type TypeNotes = {
  types: Map<Tree, Known>;
  /** The column that each name means, where it is known. */
  columns: Map<Tree, FoundColumn>;
  /** Values that stand among others with time zones, and so must keep one. */
  zoned: Set<Tree>;
  /** Values of which only the instant matters, whatever their zone. */
  instants: Set<Tree>;
  /** Types of a query's columns. */
  query(node: Tree, outer: NameScope): Known[];
};

type Typed = (node: Tree, scope: NameScope, notes: TypeNotes) => Known;
type NodeClass<N> = abstract new (...args: never[]) => N;

const rules = new Map<unknown, Typed>();

/** Registers how an expression of the grammar gets its type. */
export function on<N extends Tree>(
  rule: NodeClass<N>,
  typed: (node: N, scope: NameScope, notes: TypeNotes) => Known,
) {
  rules.set(rule, (node, scope, notes) =>
    node instanceof rule ? typed(node as N, scope, notes) : undefined,
  );
}

/** Notes that values share a type with a time zone. */
export function unify(values: Tree[], notes: TypeNotes): void {
  for (const value of values) notes.zoned.add(core(value));
}

/** The common type of values that become one. */
export function unified(values: Tree[], types: Known[], notes: TypeNotes): Known {
  const type = commonOf(types);
  if (isZoned(type)) unify(values, notes);
  return type;
}

const nameOf = (type: Known) => (type === undefined ? "unknown" : trinoType(type));

/**
 * The common type of values that must have one.
 * @param what as Trino names them, such as `All CASE results`
 * @throws SqlError TYPE_MISMATCH
 */
export function demandCommon(
  values: Tree[],
  types: Known[],
  what: string,
  notes: TypeNotes,
): Known {
  const common = unified(values, types, notes);
  if (common !== undefined || types.includes(undefined)) return common;
  const at = types.findIndex((_, index) => commonOf(types.slice(0, index + 1)) === undefined);
  const [wanted, found] = [commonOf(types.slice(0, at)), types[at]].map(nameOf);
  const all = [...new Set(types.map(nameOf))].join(", ");
  throw mismatch(
    values[at] as Tree,
    `${what} must be the same type or coercible to a common type. Cannot find common type between ${wanted} and ${found}, all types (without duplicates): [${all}]`,
  );
}

/**
 * The type of an expression and of all its parts, noted for the translation.
 * @throws SqlError COLUMN_NOT_FOUND, AMBIGUOUS_NAME, TYPE_MISMATCH
 */
export function typeExpression(node: Tree, scope: NameScope, notes: TypeNotes): Known {
  const inner = core(node);
  const rule = rules.get(inner.constructor);
  if (rule === undefined) {
    for (const child of childrenOf(inner))
      if (child.getChildCount() > 0) typeExpression(child, scope, notes);
    return undefined;
  }
  const type = rule(inner, scope, notes);
  notes.types.set(inner, type);
  return type;
}

/** Analyses all expressions below nodes that are none themselves: clauses of a call. */
export function typeChildren(nodes: Tree[], scope: NameScope, notes: TypeNotes): void {
  for (const node of nodes) {
    for (const child of childrenOf(node)) {
      if (child instanceof G.IdentifierContext) continue;
      if (child.getChildCount() > 0) typeExpression(child, scope, notes);
    }
  }
}

export const mismatch = (where: Tree, text: string) =>
  engineError("TYPE_MISMATCH", `${expressionPosition(where)}: ${text}`);
export const cannotApply = (where: Tree, sign: string, types: Known[]) =>
  mismatch(
    where,
    `Cannot apply operator: ${types.map((type) => (type === undefined ? "" : trinoType(type))).join(` ${sign} `)}`,
  );

function column(node: Tree, scope: NameScope, notes: TypeNotes): Known {
  const parts =
    node instanceof G.QualifiedNameContext
      ? node.identifier().map(identifierText)
      : [identifierText(node)];
  const text = parts.map((part) => part.toLowerCase()).join(".");
  const found = resolveColumn(
    scope,
    parts.map((part) => part.toLowerCase()),
    { position: positionOf(node), text: parts.length === 1 ? (parts[0] ?? text) : parts.join(".") },
  );
  if (found === undefined) return undefined;
  notes.columns.set(node, found);
  return typeOfColumn(found);
}
for (const name of [
  G.UnquotedIdentifierContext,
  G.QuotedIdentifierContext,
  G.QualifiedNameContext,
]) {
  on<Tree>(name, column);
}

for (const literal of [
  G.IntegerLiteralContext,
  G.DecimalLiteralContext,
  G.DoubleLiteralContext,
  G.BasicStringLiteralContext,
  G.UnicodeStringLiteralContext,
  G.BinaryLiteralContext,
  G.NullLiteralContext,
  G.BooleanValueContext,
  G.IntervalContext,
  G.TypeConstructorContext,
]) {
  on<Tree>(literal, (node) => literalType(node));
}
on(G.ParenthesizedExpressionContext, (node, scope, notes) =>
  typeExpression(node.expression(), scope, notes),
);
on(G.CurrentDateContext, () => date);
on(G.CurrentTimestampContext, (node) =>
  simple("timestamp with time zone", Number(node._precision?.text ?? 3)),
);
on(G.LocalTimestampContext, (node) => simple("timestamp", Number(node._precision?.text ?? 3)));
on(G.CurrentTimeContext, (node) =>
  simple("time with time zone", Number(node._precision?.text ?? 3)),
);
on(G.LocalTimeContext, (node) => simple("time", Number(node._precision?.text ?? 3)));
for (const name of [G.CurrentUserContext, G.CurrentCatalogContext, G.CurrentSchemaContext])
  on<Tree>(name, () => varchar);

on(G.DereferenceContext, (node, scope, notes) => {
  const name = identifierText(node.identifier()).toLowerCase();
  const type = typeExpression(node.primaryExpression(), scope, notes);
  if (type === undefined) return undefined;
  if (type.base !== "row")
    throw mismatch(node, `Expression ${node.primaryExpression().getText()} is not of type ROW`);
  const field = rowField(type, name);
  if (field === undefined)
    throw engineError(
      "COLUMN_NOT_FOUND",
      `${positionOf(node)}: Column '${node.getText()}' cannot be resolved`,
    );
  return field;
});

on(G.SubscriptContext, (node, scope, notes) => {
  const base = typeExpression(node.primaryExpression(), scope, notes);
  const index = typeExpression(node.valueExpression(), scope, notes);
  if (base === undefined || base.base === "unknown") return undefined;
  if (base.base === "array") {
    if (index !== undefined && commonType(index, bigint)?.base !== "bigint")
      throw cannotApply(node, "[]", [base, index]);
    return elementOf(base);
  }
  if (base.base === "map") return base.parts[1]?.type;
  if (base.base !== "row") throw cannotApply(node, "[]", [base, index]);
  return base.parts[Number(core(node.valueExpression()).getText()) - 1]?.type;
});

on(G.ArithmeticUnaryContext, (node, scope, notes) => {
  const type = typeExpression(node.valueExpression(), scope, notes);
  const signed =
    type === undefined || isNumeric(type) || isInterval(type) || type.base === "unknown";
  if (!signed) throw mismatch(node, `Cannot negate ${trinoType(type)}`);
  return type;
});
on(G.ArithmeticBinaryContext, (node, scope, notes) => {
  const [a, b] = node.valueExpression().map((side) => typeExpression(side, scope, notes));
  const operator = node.getChild(1);
  if (a === undefined || b === undefined || operator === null) return undefined;
  const type = arithmeticType(operator.getText(), a, b);
  if (type === undefined) throw cannotApply(operator, operator.getText(), [a, b]);
  return type;
});
on(G.ConcatenationContext, (node, scope, notes) => {
  const types = node.valueExpression().map((side) => typeExpression(side, scope, notes));
  const type = concatenated(types);
  if (type === undefined && types.every((side) => side !== undefined))
    throw engineError(
      "FUNCTION_NOT_FOUND",
      `${positionOf(node)}: Unexpected parameters (${types.map((side) => trinoType(side)).join(", ")}) for function concat. Expected: concat(E, array(E)) E, concat(array(E)) E, concat(array(E), E) E, concat(char(x), char(y)), concat(varbinary), concat(varchar)`,
    );
  return type;
});
on(G.AtTimeZoneContext, (node, scope, notes) => {
  const type = typeExpression(node.valueExpression(), scope, notes);
  const zone = node.timeZoneSpecifier();
  if (zone instanceof G.TimeZoneIntervalContext) typeExpression(zone.interval(), scope, notes);
  if (type?.base === "time") return simple("time with time zone", ...type.numbers);
  return type === undefined
    ? undefined
    : simple("timestamp with time zone", ...(type.base === "date" ? [3] : type.numbers));
});

on(G.CastContext, (node, scope, notes) => {
  typeExpression(node.expression(), scope, notes);
  return parseType(textOf(node.type()));
});

/** The text of a type with its blanks, which the tree does not keep. */
function textOf(node: Tree): string {
  const children = childrenOf(node);
  return children.length === 0 ? node.getText() : children.map(textOf).join(" ");
}

on(G.ArrayConstructorContext, (node, scope, notes) => {
  const types = node.expression().map((value) => typeExpression(value, scope, notes));
  if (types.length === 0) return arrayOf(unknown);
  const common = demandCommon(node.expression(), types, "All ARRAY elements", notes);
  return arrayOf(common);
});
on(G.RowConstructorContext, (node, scope, notes) =>
  rowOf(
    node.expression().map((value) => ({
      name: undefined,
      type: typeExpression(value, scope, notes),
    })),
  ),
);

on(G.SubqueryExpressionContext, (node, scope, notes) => {
  const columns = notes.query(node.query(), scope);
  return columns.length === 1 ? columns[0] : undefined;
});
on(G.ExistsContext, (node, scope, notes) => {
  notes.query(node.query(), scope);
  return boolean;
});

// A window's name is no column.
on(G.WindowSpecificationContext, (node, scope, notes) => {
  typeChildren([node], scope, notes);
  return undefined;
});

on(G.ExtractContext, (node, scope, notes) => {
  typeExpression(node.valueExpression(), scope, notes);
  return bigint;
});
on(G.SubstringContext, (node, scope, notes) => {
  for (const value of node.valueExpression()) typeExpression(value, scope, notes);
  return varchar;
});
on(G.TrimContext, (node, scope, notes) => {
  for (const value of node.valueExpression()) typeExpression(value, scope, notes);
  return varchar;
});
on(G.PositionContext, (node, scope, notes) => {
  for (const value of node.valueExpression()) typeExpression(value, scope, notes);
  return bigint;
});
on(G.GroupingOperationContext, (node, scope, notes) => {
  for (const name of node.qualifiedName()) column(name, scope, notes);
  return simple(node.qualifiedName().length > 31 ? "bigint" : "integer");
});
on(G.JsonExistsContext, () => boolean);
on(G.JsonValueContext, (node, scope, notes) => {
  typeExpression(node.jsonPathInvocation().jsonValueExpression().expression(), scope, notes);
  return node.type() === null ? varchar : undefined;
});
on(G.ListAggContext, (node, scope, notes) => {
  typeExpression(node.expression(), scope, notes);
  typeChildren(node.sortItem(), scope, notes);
  const filter = node.filter();
  if (filter !== null) typeChildren([filter], scope, notes);
  return varchar;
});

/** Names of the parts of an interval or zone are no columns. */
for (const plain of [G.IntervalFieldContext, G.TypeContext, G.NullTreatmentContext])
  on<Tree>(plain, () => undefined);
