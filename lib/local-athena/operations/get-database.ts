import { databaseNamed, databaseOf } from "./metadata";
import type { Handler } from "./operation";

export const getDatabase: Handler<"GetDatabase"> = (context, input) => ({
  Database: databaseOf(databaseNamed(context, input.CatalogName, input.DatabaseName)),
});
