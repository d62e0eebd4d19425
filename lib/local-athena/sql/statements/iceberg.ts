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
