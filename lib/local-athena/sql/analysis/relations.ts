import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { OWN_CATALOG } from "../catalog/catalog-names";
import { engineError } from "../errors";
import { tableNameParts } from "../table-name-parts";
import { childrenOf, core, identifierText, positionOf } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { checkScalar } from "./aggregation";
import type { QueryAnalysis } from "./analyze";
import { typeExpression } from "./expressions";
import { emptyScope, type Field, type NameScope } from "./fields";
import { typeCondition } from "./predicates";
import { bigint, commonType, type Known } from "./type-rules";

/** Columns of a relation; `open` when there may be others that are not known. */
export type Relation = { fields: Field[]; open: boolean };

const unknownRelation: Relation = { fields: [], open: true };

const together = (a: Relation, b: Relation): Relation => ({
  fields: [...a.fields, ...b.fields],
  open: a.open || b.open,
});

function named(analysis: QueryAnalysis, node: Tree): Relation {
  const parts = tableNameParts(node);
  const [first] = parts;
  const common =
    parts.length === 1 && first !== undefined ? analysis.commonTable(first) : undefined;
  if (common !== undefined && first !== undefined)
    return { ...common, fields: common.fields.map((field) => ({ ...field, qualifier: [first] })) };
  const found = analysis.resolveTable(parts, positionOf(node));
  if (found.columns === undefined) return unknownRelation;
  const qualifier = [parts.at(-3) ?? OWN_CATALOG, found.database, found.name];
  return { fields: found.columns.map((field) => ({ ...field, qualifier })), open: false };
}

/** What UNNEST makes of one value: elements, fields of rows under their names, or keys and values. */
function unnested(type: Known): Pick<Field, "name" | "type">[] {
  if (type?.base === "map") return type.parts.map((part) => ({ name: undefined, type: part.type }));
  const element = type?.base === "array" ? type.parts[0]?.type : undefined;
  return element?.base === "row" ? element.parts : [{ name: undefined, type: element }];
}

function unnest(analysis: QueryAnalysis, node: G.UnnestContext, scope: NameScope): Relation {
  const types = node.expression().map((value) => typeExpression(value, scope, analysis));
  for (const [index, type] of types.entries()) {
    if (type !== undefined && !/^(array|map|unknown)$/.test(type.base))
      throw engineError(
        "TYPE_MISMATCH",
        `${positionOf(node.expression()[index] ?? node)}: Cannot unnest type: ${type.base}`,
      );
  }
  const columns = types.flatMap(unnested);
  if (node.KW_ORDINALITY() !== null) columns.push({ name: undefined, type: bigint });
  const fields = columns.map(
    ({ name, type }): Field => ({ name: name?.toLowerCase(), qualifier: [], type }),
  );
  return { fields, open: types.includes(undefined) };
}

function aliased(node: G.AliasedRelationContext, relation: Relation): Relation {
  const alias = node.identifier();
  if (alias === null) return relation;
  const name = identifierText(alias).toLowerCase();
  const columns = node.columnAliases()?.identifier().map(identifierText);
  if (columns !== undefined && relation.open)
    return {
      fields: columns.map((column) => ({
        name: column.toLowerCase(),
        qualifier: [name],
        type: undefined,
      })),
      open: false,
    };
  const visible = relation.fields.filter((field) => field.hidden !== true);
  if (columns === undefined)
    return {
      ...relation,
      fields: relation.fields.map((field) => ({ ...field, qualifier: [name] })),
    };
  if (columns.length !== visible.length)
    throw engineError(
      "MISMATCHED_COLUMN_ALIASES",
      `${positionOf(node)}: Column alias list has ${columns.length} entries but '${name}' has ${visible.length} columns available`,
    );
  return {
    open: false,
    fields: visible.map((field, index) => ({
      ...field,
      name: columns[index]?.toLowerCase(),
      qualifier: [name],
    })),
  };
}

function primary(
  analysis: QueryAnalysis,
  node: Tree,
  outer: NameScope | undefined,
  beside: NameScope,
): Relation {
  const inner = core(node);
  if (inner instanceof G.AliasedRelationContext)
    return aliased(inner, primary(analysis, inner.relationPrimary(), outer, beside));
  if (inner instanceof G.UnnestContext) return unnest(analysis, inner, beside);
  if (inner instanceof G.LateralContext) return analysis.output(inner.query(), beside);
  if (inner instanceof G.SubqueryRelationContext) return analysis.output(inner.query(), outer);
  if (inner instanceof G.QueryContext) return analysis.output(inner, outer);
  if (inner instanceof G.ParenthesizedRelationContext)
    return relationFields(analysis, inner.relation(), outer, beside);
  if (inner instanceof G.JoinRelationContext) return join(analysis, inner, outer, beside);
  if (inner instanceof G.SampledRelationContext)
    return primary(analysis, inner.patternRecognition(), outer, beside);
  const isName =
    inner instanceof G.TableNameContext ||
    inner instanceof G.TableRefContext ||
    inner instanceof G.ViewRefContext ||
    inner instanceof G.QualifiedNameContext ||
    inner instanceof G.IdentifierContext;
  if (!isName) return unknownRelation;
  return named(analysis, inner instanceof G.TableNameContext ? inner.tableOrViewName() : inner);
}

/** Columns of USING come first, once; what they were before stays reachable under its own relation. */
function usingJoin(names: string[], left: Relation, right: Relation): Relation {
  const shared = names.map((name): Field => {
    const [a, b] = [left, right].map((side) => side.fields.find((field) => field.name === name));
    const type =
      a?.type === undefined || b?.type === undefined ? undefined : commonType(a.type, b.type);
    return { name, qualifier: [], type };
  });
  const rest = [...left.fields, ...right.fields].map((field) =>
    field.name !== undefined && names.includes(field.name) ? { ...field, hidden: true } : field,
  );
  return { fields: [...shared, ...rest], open: left.open || right.open };
}

function join(
  analysis: QueryAnalysis,
  node: G.JoinRelationContext,
  outer: NameScope | undefined,
  beside: NameScope,
): Relation {
  const left = primary(analysis, node._left ?? node.relation()[0] ?? node, outer, beside);
  const rightNode = node._rightRelation ?? node._right;
  if (rightNode === undefined) return unknownRelation;
  const besideRight: NameScope = { ...together(beside, left), outer };
  const right = primary(analysis, rightNode, outer, besideRight);
  const criteria = node.joinCriteria();
  if (criteria?.KW_USING())
    return usingJoin(
      criteria.identifier().map((name) => identifierText(name).toLowerCase()),
      left,
      right,
    );
  const both = together(left, right);
  if (criteria !== null && criteria !== undefined) {
    const scope: NameScope = { ...both, outer };
    for (const child of childrenOf(criteria))
      if (child.getChildCount() > 0) {
        checkScalar(child, "JOIN clause");
        typeCondition(
          child,
          scope,
          analysis,
          (type) => `JOIN ON clause must evaluate to a boolean: actual type ${type}`,
        );
      }
  }
  return both;
}

/**
 * Columns of a relation of FROM.
 * @param outer what a subquery sees
 * @param beside also the relations to the left, which UNNEST and LATERAL see
 */
function relationFields(
  analysis: QueryAnalysis,
  node: Tree,
  outer: NameScope | undefined,
  beside: NameScope = emptyScope(outer),
): Relation {
  return primary(analysis, node, outer, beside);
}

/** Columns of all relations of a FROM clause, from left to right. */
export function fromFields(
  analysis: QueryAnalysis,
  relations: Tree[],
  outer: NameScope | undefined,
): Relation {
  const whole: Relation = { fields: [], open: false };
  for (const node of relations) {
    const beside: NameScope = { fields: [...whole.fields], open: whole.open, outer };
    const found = relationFields(analysis, node, outer, beside);
    whole.fields.push(...found.fields);
    whole.open ||= found.open;
  }
  return whole;
}
