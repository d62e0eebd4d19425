/** DuckDB SQL by name: one template per number of arguments, as function-table.ts explains. */
export type Templates = Record<string, string[]>;

/** Functions that DuckDB spells and means as Trino does; `@` is the name. */
export const same = (names: string, ...shapes: string[]): Templates =>
  Object.fromEntries(
    names.split(" ").map((name) => [name, shapes.map((shape) => shape.replaceAll("@", name))]),
  );
