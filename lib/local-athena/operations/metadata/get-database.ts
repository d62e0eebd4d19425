import type { Handler } from "../operation";
import { databaseNamed, databaseOf } from "./metadata";

export const getDatabase: Handler<"GetDatabase"> = (context, input) => ({
  Database: databaseOf(databaseNamed(context, input)),
});
