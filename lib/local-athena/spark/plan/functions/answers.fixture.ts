import { expect } from "vitest";
import type { PlanWorld } from "../plans.fixture";

/** SQL of an expression, its value as it travels, and its type. */
export type FunctionCase = readonly [sql: string, value: unknown, type: string];

/** Asks for one expression, and for its type. */
export async function expectAnswer(world: PlanWorld, [sql, value, type]: FunctionCase) {
  const query = sql.includes(" FROM VALUES ") ? `SELECT ${sql}` : `SELECT ${sql} AS v`;
  const [row] = await world.rows(query);
  const schema = await world.schema(query);
  expect([row?.[0], schema.slice(schema.indexOf(":") + 1, -1)]).toEqual([value, type]);
}
