import { affectedFilesQuery, optimize, vacuum } from "../iceberg/maintenance";
import { modifyRows } from "../iceberg/modify-rows";
import { changeIn } from "../iceberg/row-changes";
import { parseTrino } from "../trino-parser";
import type { Parse } from "./statement";

/** UPDATE, DELETE and MERGE. */
export const parseRowChange: Parse = (reader) => {
  const { sql } = reader;
  const tree = parseTrino(sql);
  changeIn(tree);
  reader.takeAll();
  return { execute: (run) => modifyRows(run, { tree, sql }) };
};

/** OPTIMIZE t REWRITE DATA USING BIN_PACK [WHERE …]. */
export const parseOptimize: Parse = (reader) => {
  const named = reader.qualifiedName();
  reader.expect("REWRITE", "DATA", "USING", "BIN_PACK");
  const affected = reader.skip("WHERE") ? affectedFilesQuery(reader, named) : undefined;
  return { execute: (run) => optimize(run, named, affected) };
};

/** VACUUM t. */
export const parseVacuum: Parse = (reader) => {
  const named = reader.qualifiedName();
  return { execute: (run) => vacuum(run, named) };
};
