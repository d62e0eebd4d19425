import { pathList } from "../../sql/tables/text-lines";
import { quoteName } from "../../sql/translate/tree";
import { duckType, sparkTypeOf } from "../plan/duck-types";
import type { StructType } from "../plan/plan";
import type { FoundFile } from "./find-files";
import type { Reading, SourceFormat } from "./source-format";

const scan = (files: readonly FoundFile[]) =>
  `read_parquet(${pathList(files)}, union_by_name = true, hive_partitioning = false, filename = true)`;

/** The columns that the files have together, by their names. */
async function columnsOf({ connection }: Reading, files: readonly FoundFile[]) {
  const result = await connection.stream(`SELECT * EXCLUDE (filename) FROM ${scan(files)} LIMIT 0`);
  const types = result.columnTypes();
  return result.columnNames().map((name, index) => ({ name, type: types[index] }));
}

/** Parquet: columns by their names; one that a file does not have is NULL in its rows. */
export const parquetFormat: SourceFormat = {
  async infer(reading) {
    const first = reading.files.slice(0, 1);
    const merges = reading.options.flag("mergeschema", false);
    const columns = await columnsOf(reading, merges ? reading.files : first);
    const fields = columns.flatMap(({ name, type }) =>
      type === undefined ? [] : [{ name, type: sparkTypeOf(type), nullable: true }],
    );
    return { type: "struct", fields };
  },
  async rows(reading: Reading, schema: StructType) {
    const found = new Map(
      (await columnsOf(reading, reading.files)).map(({ name }) => [name.toLowerCase(), name]),
    );
    const columns = schema.fields.map(({ name, type }) => {
      const inFile = found.get(name.toLowerCase());
      const value = inFile === undefined ? "NULL" : quoteName(inFile);
      return `CAST(${value} AS ${duckType(type)}) AS ${quoteName(name)}`;
    });
    return `SELECT ${[...columns, "filename"].join(", ")} FROM ${scan(reading.files)}`;
  },
};
