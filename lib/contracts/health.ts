import { z } from "zod";
import { contract } from "./contract";

const part = z.object({ state: z.enum(["ok", "unreachable"]), message: z.string().optional() });

/** Open to everyone: says that the console serves, and how its parts are. */
export const getHealth = contract({
  name: "getHealth",
  method: "GET",
  path: "/api/health",
  input: z.object({}),
  output: z.object({ status: z.enum(["ok", "degraded"]), athena: part, database: part }),
});
