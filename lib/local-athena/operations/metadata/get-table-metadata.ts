import { randomUUID } from "node:crypto";
import { metadataNotFound } from "../../protocol/errors";
import type { Handler } from "../operation";
import { databaseNamed, tableMetadataOf } from "./metadata";

export const getTableMetadata: Handler<"GetTableMetadata"> = (context, input) => {
  const database = databaseNamed(context, input);
  const table = context.engine.catalog.getTable(database.name, input.TableName.toLowerCase());
  if (!table) throw metadataNotFound(`Table ${input.TableName} not found.`, randomUUID());
  return { TableMetadata: tableMetadataOf(table) };
};
