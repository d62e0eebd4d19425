import * as contracts from "@/lib/contracts/catalogs";
import { listDatabases } from "@/lib/server/catalogs/list-databases";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listDatabases, listDatabases);
