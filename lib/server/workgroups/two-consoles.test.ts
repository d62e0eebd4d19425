import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { createWorld, type World } from "@/lib/testing/world";
import { createRuntime, type Runtime } from "../runtime";
import { getWorkgroup } from "./get-workgroup";
import { updateWorkgroup } from "./update-workgroup";
import { freshName, plainSettings } from "./workgroup-calls.fixture";

let postgres: TestPostgres;
let world: World;
let other: Runtime;
beforeAll(async () => {
  postgres = await startPostgres();
  world = await createWorld({ databaseUrl: postgres.url });
  other = await createRuntime(world.runtime.env);
});
afterAll(async () => {
  await other.close();
  await world.close();
  await postgres.stop();
});

const ctxOf = (runtime: Runtime, name: string) => ({
  runtime,
  actor: { id: name, name, email: "", grants: [{ role: "admin" as const, workgroups: ["*"] }] },
  requestId: crypto.randomUUID(),
  log: runtime.log,
});

it("two editors at two consoles over one database: exactly one wins, every time", async () => {
  const editors = [ctxOf(world.runtime, "Ada"), ctxOf(other, "Bea")];
  const name = freshName();
  await world.runtime.athena.createWorkgroup({ Name: name, Configuration: {} });
  for (const round of [1, 2, 3, 4, 5]) {
    const { hash = "" } = await getWorkgroup(ctxOf(other, "reader"), { name, fresh: "true" });
    const outcomes = await Promise.allSettled(
      editors.map((ctx) =>
        updateWorkgroup(ctx, {
          name,
          basedOn: hash,
          settings: { ...plainSettings(), description: `${ctx.actor.name} ${round}` },
        }),
      ),
    );
    const winners = editors.filter((_, n) => outcomes[n]?.status === "fulfilled");
    expect(winners).toHaveLength(1);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({
      code: "CONFLICT",
      message: `${winners[0]?.actor.name} has changed this workgroup since you opened it`,
    });
    const { settings } = await getWorkgroup(ctxOf(other, "reader"), { name, fresh: "true" });
    expect(settings.description).toBe(`${winners[0]?.actor.name} ${round}`);
  }
});
