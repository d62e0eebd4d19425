import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { type Database, openDatabase } from "./database";
import { databaseFailure } from "./failure";
import { audit, submissions } from "./schema";
import { createSharedTurns } from "./turns";

let folder: string;
let postgres: TestPostgres;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-db-"));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["PGlite", "PostgreSQL"] as const)("database on %s", (kind) => {
  const open = () =>
    openDatabase({
      url: kind === "PostgreSQL" ? postgres.url : undefined,
      folder: path.join(folder, "db"),
    });
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it("keeps rows over a restart and migrates only once", async () => {
    await database.queries.insert(submissions).values({
      executionId: "e1",
      actorId: "u1",
      actorName: "Uma",
      workgroup: "primary",
      parameters: ["'x'", "1"],
    });
    await database.close();
    database = await open();
    const [row] = await database.queries
      .select()
      .from(submissions)
      .where(eq(submissions.executionId, "e1"));
    expect(row).toMatchObject({ actorName: "Uma", parameters: ["'x'", "1"] });
    expect(row?.submittedAt).toBeInstanceOf(Date);
  });

  it("numbers audit rows and starts them as attempted", async () => {
    const values = {
      requestId: crypto.randomUUID(),
      actorId: "u1",
      actorName: "Uma",
      action: "startQuery",
      objectType: "query",
    };
    const rows = await database.queries.insert(audit).values([values, values]).returning();
    expect(rows.map((row) => row.outcome)).toEqual(["attempted", "attempted"]);
    expect(rows[1]?.id).toBe((rows[0]?.id ?? 0) + 1);
  });

  it("undoes a transaction that fails", async () => {
    const failing = database.queries.transaction(async (tx) => {
      await tx
        .insert(submissions)
        .values({ executionId: "e2", actorId: "u", actorName: "U", workgroup: "w" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(
      await database.queries.select().from(submissions).where(eq(submissions.executionId, "e2")),
    ).toEqual([]);
  });

  it("lets one begin when the one before has ended, whichever console asks", async () => {
    const other = kind === "PostgreSQL" ? await open() : database;
    const order: string[] = [];
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let first: Promise<unknown> | undefined;
    await new Promise<void>((begun) => {
      first = database.inTurn("thing", async () => {
        order.push("first begins");
        begun();
        await gate;
        order.push("first ends");
        throw new Error("refused");
      });
    });
    const refused = expect(first).rejects.toThrow("refused");
    const second = other.inTurn("thing", async () => {
      order.push("second begins");
      return 2;
    });
    expect(await other.inTurn("another thing", async () => "not held up")).toBe("not held up");
    const waiting = sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`;
    if (kind === "PostgreSQL")
      await expect
        .poll(async () => (await database.queries.execute(waiting)) as unknown)
        .toMatchObject({ rows: [{ n: 1 }] });
    letGo();
    await refused;
    expect(await second).toBe(2);
    expect(order).toEqual(["first begins", "first ends", "second begins"]);
    if (other !== database) await other.close();
  });
});

describe("turns over PostgreSQL", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({ url: postgres.url, folder });
  });
  afterAll(() => database.close());

  /** Begins something that ends when it is let go. */
  const begin = async (of: Database, thing: string) => {
    let letGo = () => {};
    let ended: Promise<string> | undefined;
    await new Promise<void>((begun) => {
      ended = of.inTurn(thing, async () => {
        begun();
        await new Promise<void>((go) => {
          letGo = go;
        });
        return thing;
      });
    });
    return { letGo, ended };
  };

  it("waits without limit where only the console's own connections are all in use", async () => {
    const names = Array.from({ length: 10 }, (_, n) => `busy ${n}`);
    const busy = await Promise.all(names.map((name) => begin(database, name)));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const late = database.inTurn("one more", async () => "done").catch((error: Error) => error);
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    for (const { letGo } of busy) letGo();
    expect(await Promise.all(busy.map(({ ended }) => ended))).toEqual(names);
    expect(await late).toBe("done");
  });

  it("holds on where the server ends what is idle or takes long, and goes with its connection", async () => {
    const { queries } = database;
    const impatient = ["idle_in_transaction_session_timeout", "statement_timeout"];
    const consoles = await Promise.all(
      [1, 2].map(() => openDatabase({ url: postgres.url, folder })),
    );
    for (const name of impatient)
      await queries.execute(sql.raw(`alter role athenaeum set ${name} = '300ms'`));
    const [one, other] = consoles;
    if (!one || !other) throw new Error("two were opened");
    const first = await begin(one, "held");
    let begun = 0;
    const second = other.inTurn("held", async () => {
      begun += 1;
    });
    const quiet = sql`select wait_event_type as waits, pid from pg_stat_activity where query like '%advisory%'
      and state in ('active', 'idle in transaction') and pid <> pg_backend_pid()
      and clock_timestamp() - state_change > interval '600 milliseconds' order by state_change`;
    const waiting = async () => (await queries.execute(quiet)) as unknown as { rows: object[] };
    await expect
      .poll(waiting, { timeout: 10_000 })
      .toMatchObject({ rows: [{ waits: "Client" }, { waits: "Lock" }] });
    expect(begun).toBe(0);
    for (const name of impatient)
      await queries.execute(sql.raw(`alter role athenaeum reset ${name}`));
    await queries.execute(sql`select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted`);
    await second;
    expect(begun).toBe(1);
    first.letGo();
    expect(await first.ended).toBe("held");
    expect(await one.inTurn("held", async () => "again")).toBe("again");
    await Promise.all(consoles.map((each) => each.close()));
  });

  it("says so when the turn does not come, and what work throws at once", async () => {
    const first = await begin(database, "kept");
    const other = await openDatabase({ url: postgres.url, folder });
    const turns = createSharedTurns(other.queries, 1, 50);
    const work = () => {
      throw new Error("at once");
    };
    await expect(turns("kept", work)).rejects.toMatchObject({ code: "CONFLICT" });
    first.letGo();
    await first.ended;
    await expect(turns("kept", work)).rejects.toThrow("at once");
    expect(await turns("kept", async () => 1)).toBe(1);
    await other.close();
  });
});

describe.each(["PGlite", "PostgreSQL"] as const)("%s that goes away", (kind) => {
  it("fails in the same words for people, in a statement and wherever a transaction is", async () => {
    const server = kind === "PostgreSQL" ? await startPostgres() : undefined;
    const { queries, close } = await openDatabase({
      url: server?.url,
      folder: path.join(folder, "db"),
    });
    const goAway = () => server?.stop() ?? close();
    const wordsOf = async (asked: Promise<unknown>) =>
      databaseFailure(
        await asked.then(
          () => "it answered",
          (error: unknown) => error,
        ),
      )?.message;
    const read = (from: typeof queries) => from.select().from(submissions).limit(1);
    const gone = "The console's database cannot be reached";

    const refused = await queries
      .transaction((tx) => tx.execute("select no_such_column"))
      .catch((error: unknown) => error);
    expect(databaseFailure(refused)).toBeUndefined();
    const during = queries.transaction(async (tx) => {
      await read(tx);
      // PGlite closes only when no transaction is open.
      if (server) await goAway();
      return read(tx);
    });
    if (server) expect(await wordsOf(during)).toBe(gone);
    else await during.then(goAway);

    expect(await wordsOf(read(queries))).toBe(gone);
    expect(await wordsOf(queries.transaction(read))).toBe(gone);
    if (server) await close();
  });
});

it("several instances may start together on PostgreSQL", async () => {
  const fresh = await startPostgres();
  try {
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url: fresh.url, folder })));
    await Promise.all(opened.map((database) => database.close()));
    expect(opened).toHaveLength(3);
  } finally {
    await fresh.stop();
  }
});
