import type { ViewSource } from "../plan/environment";
import type { Relation } from "../plan/plan";
import { parseQuery } from "../sql/parse";
import { nameParts } from "./table-identifier";

/** What names mean where a plan is made. */
type Names = {
  view(name: string): ViewSource | undefined;
  qualified(name: string): string | undefined;
};

const isRelation = (value: object): value is Relation => "rel" in value;

/**
 * The plan with the temp views in the place of their names, and the tables with their database: it means the same
 * when the views are replaced and another database is the current one.
 */
export function inlined(plan: Relation, names: Names): Relation {
  const relation = (found: Relation, hidden: ReadonlySet<string>): Relation => {
    if (found.rel === "local") return found;
    if (found.rel === "sql")
      return { ...relation(parseQuery(found.query), hidden), ...idOf(found) };
    if (found.rel === "table") {
      const parts = nameParts(found.name);
      if (parts.length === 1 && hidden.has(parts[0]?.toLowerCase() ?? "")) return found;
      const view = names.view(found.name);
      if (view !== undefined)
        return {
          rel: "subqueryAlias",
          input: view.plan,
          name: view.qualifier.at(-1) ?? found.name,
          ...idOf(found),
        };
      return { ...found, name: names.qualified(found.name) ?? found.name };
    }
    if (found.rel !== "with") return inside(found, hidden);
    const own = new Set(hidden);
    const definitions = found.definitions.map((definition) => {
      const inner = relation(definition.plan, new Set(own));
      own.add(definition.name.toLowerCase());
      return { name: definition.name, plan: inner };
    });
    return { ...found, definitions, input: relation(found.input, own) };
  };
  /** The same value with the relations somewhere in it changed: in inputs, and in subqueries of expressions. */
  const inside = <T>(value: T, hidden: ReadonlySet<string>): T => {
    if (typeof value !== "object" || value === null) return value;
    const changed = Array.isArray(value)
      ? value.map((item) => within(item, hidden))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, within(item, hidden)]));
    return changed as T;
  };
  const within = (value: unknown, hidden: ReadonlySet<string>): unknown =>
    typeof value === "object" && value !== null && isRelation(value)
      ? relation(value, hidden)
      : inside(value, hidden);
  return relation(plan, new Set());
}

const idOf = ({ planId }: Relation) => (planId === undefined ? {} : { planId });
