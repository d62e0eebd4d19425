import { parseLocation } from "../tables/table-files";
import { properties } from "./create-table";
import { databaseExists, databaseMissing, databaseNotEmpty, taskFailed } from "./hive-error";
import { hiveStatement } from "./hive-statement";
import { type Parse, skipIf } from "./statement";
import { dropTable } from "./tables";

/** CREATE DATABASE, after those words. */
export const parseCreateDatabase: Parse = hiveStatement((reader) => {
  const ifNotExists = skipIf(reader, "NOT", "EXISTS");
  const name = reader.hiveName();
  const parameters: Record<string, string> = {};
  let description: string | undefined;
  for (;;) {
    if (reader.skip("COMMENT")) description = reader.text();
    else if (reader.skip("LOCATION")) parameters.location = reader.text();
    else if (reader.skip("WITH", "DBPROPERTIES")) Object.assign(parameters, properties(reader));
    else break;
  }
  return {
    async execute({ environment: { catalog } }) {
      if (catalog.getDatabase(name) !== undefined) {
        if (ifNotExists) return {};
        throw databaseExists(name);
      }
      const { location } = parameters;
      if (location !== undefined && parseLocation(location) === undefined)
        throw taskFailed(`MetaException(message:Invalid S3 location: ${location})`);
      catalog.putDatabase({
        name,
        ...(description === undefined ? {} : { description }),
        parameters,
      });
      return {};
    },
  };
});

/** DROP DATABASE, after those words. */
export const parseDropDatabase: Parse = hiveStatement((reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const name = reader.hiveName();
  const cascade = reader.skip("CASCADE");
  if (!cascade) reader.skip("RESTRICT");
  return {
    async execute({ environment }) {
      const { catalog } = environment;
      if (catalog.getDatabase(name) === undefined) {
        if (ifExists) return {};
        throw databaseMissing(name);
      }
      const tables = catalog.listTables(name);
      if (!cascade && tables.length > 0) throw databaseNotEmpty(name);
      for (const table of tables) await dropTable(environment, table);
      catalog.dropDatabase(name);
      return {};
    },
  };
});

/** ALTER DATABASE d SET DBPROPERTIES (…), after ALTER DATABASE. */
export const parseAlterDatabase: Parse = (reader) => {
  const name = reader.hiveName();
  reader.expect("SET", "DBPROPERTIES");
  const added = properties(reader);
  return {
    async execute({ environment: { catalog } }) {
      const database = catalog.getDatabase(name);
      if (database === undefined) throw databaseMissing(name);
      catalog.putDatabase({ ...database, parameters: { ...database.parameters, ...added } });
      return {};
    },
  };
};
