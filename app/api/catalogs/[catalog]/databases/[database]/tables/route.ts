import * as contracts from "@/lib/contracts/catalogs";
import { listTables } from "@/lib/server/catalogs/list-tables";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listTables, listTables);
