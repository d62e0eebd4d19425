import * as contracts from "@/lib/contracts/catalogs";
import { listCatalogs } from "@/lib/server/catalogs/list-catalogs";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listCatalogs, listCatalogs);
