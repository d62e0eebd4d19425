import type { Expression, Literal, Relation } from "./plan";
import { expr, local } from "./plans.fixture";

/** Four rows; a null, a NaN, one id twice. */
export const people: Relation = {
  ...local("id INT NOT NULL, name STRING, v DOUBLE", [
    [1, "a", 1.5],
    [2, "b", null],
    [3, "a", 4],
    [3, "a", "NaN"],
  ]),
  planId: 1,
};
export const later: Relation = {
  rel: "filter",
  input: people,
  condition: expr("id > 1"),
  planId: 2,
};

export const select = (input: Relation, ...items: (string | Expression)[]): Relation => ({
  rel: "project",
  input,
  expressions: items.map((item) => (typeof item === "string" ? expr(item) : item)),
});
export const equal = (left: Expression, right: Expression): Expression => ({
  expr: "call",
  name: "==",
  args: [left, right],
});
export const text = (value: string): Literal => ({ expr: "literal", value, type: "string" });
export const number = (value: number): Literal => ({ expr: "literal", value, type: "int" });
export const order = (child: Expression, ascending = true) => ({
  expr: "sortOrder" as const,
  child,
  ascending,
});
