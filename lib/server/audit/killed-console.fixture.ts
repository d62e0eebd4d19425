import { audit } from "../db/schema";
import { readEnv } from "../env.mjs";
import { startQuery } from "../queries/start-query";
import { createRuntime } from "../runtime";

// A console without its pages, as a program: "change" starts a query and answers when that is over, "start" only
// starts. What the record holds then is its last line.
const checked = readEnv(process.env);
if ("problems" in checked) throw new Error(checked.problems.join("\n"));
const runtime = await createRuntime(checked.env);
if (process.argv[2] === "change") {
  const actor = { id: "kim", name: "Kim", email: undefined, grants: [everything()] };
  const ctx = { runtime, actor, requestId: process.argv[3] ?? "", log: runtime.log };
  const input = { sql: "SHOW DATABASES", workgroup: "primary" };
  await startQuery(ctx, { ...input, clientRequestToken: crypto.randomUUID() });
}
const rows = await runtime.database.queries.select().from(audit);
console.log(JSON.stringify({ rows }));
await runtime.close();

function everything() {
  return { role: "admin" as const, workgroups: ["*"] };
}
