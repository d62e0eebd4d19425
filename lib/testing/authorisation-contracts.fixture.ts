import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Contract, Method } from "@/lib/contracts/contract";
import type { Handler } from "@/lib/server/route";

const ROOT = process.cwd();
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const isContract = (value: unknown): value is Contract =>
  typeof value === "object" && value !== null && "path" in value && "method" in value;

/** Every contract that a file of lib/contracts exports. */
export async function everyContract(): Promise<Contract[]> {
  const files = readdirSync(path.join(ROOT, "lib/contracts")).filter((file) =>
    file.endsWith(".ts"),
  );
  const modules = await Promise.all(
    files.map((file) => import(path.join(ROOT, "lib/contracts", file))),
  );
  return modules.flatMap((module: object) => Object.values(module).filter(isContract));
}

type Route = { GET?: Handler; POST?: Handler; PATCH?: Handler; DELETE?: Handler };

/** The handler that the file at the contract's path binds; undefined where there is none. */
export async function handlerOf({ path: url, method }: Contract): Promise<Handler | undefined> {
  const file = path.join(ROOT, "app", url, "route.ts");
  if (!existsSync(file)) return undefined;
  const route: Route = await import(file);
  return route[method];
}

/** `METHOD /api/path` of every route there is, beside those of next-auth. */
export async function everyEndpoint(): Promise<string[]> {
  const found = await Promise.all(
    routeFiles(path.join(ROOT, "app/api")).map(async (file) => {
      const module: object = await import(file);
      const url = path.dirname(path.relative(path.join(ROOT, "app"), file));
      return METHODS.filter((method) => method in module).map((method) => `${method} /${url}`);
    }),
  );
  return found.flat().filter((endpoint) => !endpoint.includes("/api/auth/"));
}

function routeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) return routeFiles(inside);
    return entry.name === "route.ts" ? [inside] : [];
  });
}

export const hasBody = (method: Method) => method === "POST" || method === "PATCH";
