import type { SparkType } from "./plan";
import type { Column } from "./resolved";

let lastColumnId = 0;

/** A column that is none of those there are. */
export function newColumn(
  name: string,
  type: SparkType,
  nullable: boolean,
  qualifier: readonly string[] = [],
): Column {
  lastColumnId += 1;
  return { id: lastColumnId, name, type, nullable, qualifier };
}
