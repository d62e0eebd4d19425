import { databaseExists, databaseMissing, databaseNotEmpty } from "../hive-error";
import { type Parse, skipIf } from "./statement";

/** CREATE DATABASE, after those words. */
export const parseCreateDatabase: Parse = (reader) => {
  const ifNotExists = skipIf(reader, "NOT", "EXISTS");
  const name = reader.name();
  const parameters: Record<string, string> = {};
  let description: string | undefined;
  for (;;) {
    if (reader.skip("COMMENT")) description = reader.text();
    else if (reader.skip("LOCATION")) parameters.location = reader.text();
    else if (reader.skip("WITH", "DBPROPERTIES")) {
      reader.expect("(");
      do {
        const key = reader.text();
        reader.expect("=");
        parameters[key] = reader.text();
      } while (reader.skip(","));
      reader.expect(")");
    } else break;
  }
  return {
    async execute({ environment: { catalog } }) {
      if (catalog.getDatabase(name) !== undefined) {
        if (ifNotExists) return {};
        throw databaseExists(name);
      }
      catalog.putDatabase({
        name,
        ...(description === undefined ? {} : { description }),
        parameters,
      });
      return {};
    },
  };
};

/** DROP DATABASE, after those words. */
export const parseDropDatabase: Parse = (reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const name = reader.name();
  const cascade = reader.skip("CASCADE");
  if (!cascade) reader.skip("RESTRICT");
  return {
    async execute({ environment: { catalog } }) {
      if (catalog.getDatabase(name) === undefined) {
        if (ifExists) return {};
        throw databaseMissing(name);
      }
      if (!cascade && catalog.listTables(name).length > 0) throw databaseNotEmpty(name);
      catalog.dropDatabase(name);
      return {};
    },
  };
};
