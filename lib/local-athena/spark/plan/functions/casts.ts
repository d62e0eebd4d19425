import { isCastable } from "../cast-rules";
import { castSql } from "../compile-casts";
import { analysisError } from "../names";
import type { SparkType } from "../plan";
import { simpleString, sqlString } from "../type-text";
import { type FunctionTable, scalar } from "./definition";

function cast(type: SparkType) {
  return scalar(
    ["any"],
    ([value]) => {
      const from = value?.type ?? "void";
      if (isCastable(from, type)) return type;
      throw analysisError(`cannot cast ${simpleString(from)} to ${simpleString(type)}`);
    },
    ([value = ""], { args }) => castSql(value, args[0]?.type ?? "void", type),
    { nullable: "always", text: ([value]) => `CAST(${value} AS ${sqlString(type)})` },
  );
}

/** Casts that are called by the name of their type: `int('1')`. */
export const castFunctions: FunctionTable = {
  bigint: cast("long"),
  binary: cast("binary"),
  boolean: cast("boolean"),
  date: cast("date"),
  decimal: cast("decimal(10,0)"),
  double: cast("double"),
  float: cast("float"),
  int: cast("integer"),
  smallint: cast("short"),
  string: cast("string"),
  timestamp: cast("timestamp"),
  tinyint: cast("byte"),
};
