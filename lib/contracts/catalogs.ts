import { z } from "zod";
import { contract } from "./contract";

const workgroup = z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/);
const page = { cursor: z.string().min(1).max(1_024).optional() };

export const listCatalogs = contract({
  name: "listCatalogs",
  method: "GET",
  path: "/api/catalogs",
  input: z.object({ workgroup }),
  output: z.object({
    catalogs: z.array(z.object({ name: z.string(), type: z.string().optional() })),
  }),
});

export const listDatabases = contract({
  name: "listDatabases",
  method: "GET",
  path: "/api/catalogs/[catalog]/databases",
  input: z.object({ catalog: z.string().min(1).max(256), workgroup }),
  output: z.object({
    databases: z.array(z.object({ name: z.string(), description: z.string().optional() })),
  }),
});

const tableColumn = z.object({
  name: z.string(),
  type: z.string().optional(),
  partition: z.boolean(),
});

export const listTables = contract({
  name: "listTables",
  method: "GET",
  path: "/api/catalogs/[catalog]/databases/[database]/tables",
  input: z.object({
    catalog: z.string().min(1).max(256),
    database: z.string().min(1).max(128),
    workgroup,
    ...page,
  }),
  output: z.object({
    tables: z.array(
      z.object({ name: z.string(), type: z.string().optional(), columns: z.array(tableColumn) }),
    ),
    cursor: z.string().optional(),
  }),
});
export type TableSummary = z.output<typeof listTables.output>["tables"][number];
