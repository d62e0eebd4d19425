import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "@/lib/contracts/contract";
import { AUDITED_ACTIONS } from "@/lib/domain/audit";
import { type Action, PERMISSIONS, ROLES, type Role } from "@/lib/domain/permissions";
import { audit as auditTable } from "@/lib/server/db/schema";
import { CALLS, LAST, type Objects } from "./authorisation-calls.fixture";
import {
  everyContract,
  everyEndpoint,
  handlerOf,
  hasBody,
} from "./authorisation-contracts.fixture";
import { makeObjects } from "./authorisation-objects.fixture";
import { createWorld, type Person, type World } from "./world";

const SIDES = ["granted", "foreign"] as const;
type Side = (typeof SIDES)[number];
type Who = { label: string; person: Person | undefined; role?: Role; over?: "granted-*" | "*" };

/** Each role over the granted workgroups, and over all; somebody without any; nobody at all. */
const PEOPLE: Who[] = [
  ...(["granted-*", "*"] as const).flatMap((over) =>
    ROLES.map((role) => ({
      label: `${role} of ${over}`,
      role,
      over,
      person: { id: `${role} ${over}`, name: role, groups: [`${role} ${over}`] },
    })),
  ),
  { label: "signed in, no role", person: { id: "noa", name: "Noa", groups: ["others"] } },
  { label: "no session", person: undefined },
];
const personOf = (label: string) => PEOPLE.find((who) => who.label === label)?.person as Person;
/** Started every object there is. */
const OWNER = "analyst of *";
const POLICY = {
  groups: Object.fromEntries(
    PEOPLE.flatMap(({ role, over, person }) =>
      role && over && person ? [[person.id, [{ role, workgroups: [over] }]]] : [],
    ),
  ),
};

type Rule = { least: Role | "signedIn"; anyOwner?: Role; everywhere?: true };
const rank = (role: Role) => ROLES.indexOf(role);

/** What the permission table says in words: signed in, of that role there, or the owner. */
function mayDo(who: Who, action: Action, side: Side): boolean {
  const rule: Rule = PERMISSIONS[action];
  if (rule.least === "signedIn") return true;
  if (who.role === undefined) return false;
  const heldThere = who.over === "*" || side === "granted" || !CALLS[action].inWorkgroup;
  const held = rule.everywhere ? who.over === "*" : heldThere;
  if (!held || rank(who.role) < rank(rule.least)) return false;
  const ownOnly = rule.anyOwner !== undefined && rank(who.role) < rank(rule.anyOwner);
  return !ownOnly || who.label === OWNER;
}

/** Refused whatever the body says: it need not be read to know. */
function refusedUnread(who: Who, contract: Contract, side: Side): boolean {
  const rule: Rule = PERMISSIONS[contract.name as Action];
  if (who.role === undefined) return rule.least !== "signedIn";
  if (rule.least === "signedIn") return false;
  if (rank(who.role) < rank(rule.least) || (rule.everywhere && who.over !== "*")) return true;
  const inPath = contract.path.includes(`[${contract.workgroupIn}]`);
  return inPath && side === "foreign" && who.over !== "*";
}

let folder: string;
let world: World;
let contracts: Contract[];
const objects = {} as Record<Side, Objects>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-rights-"));
  const accessPolicyFile = path.join(folder, "policy.json");
  await writeFile(accessPolicyFile, JSON.stringify(POLICY));
  world = await createWorld({ accessPolicyFile });
  contracts = (await everyContract()).filter(({ name }) => name !== "getHealth");
  const made = await makeObjects(world, SIDES, {
    owner: personOf(OWNER),
    admin: personOf("admin of *"),
  });
  for (const [index, side] of SIDES.entries()) objects[side] = made[index] as Objects;
}, 120_000);
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function send(contract: Contract, who: Who, side: Side, body?: unknown) {
  const handler = await handlerOf(contract);
  if (!handler) throw new Error(`${contract.method} ${contract.path} is no route`);
  const call = CALLS[contract.name as Action].call(objects[side]);
  const sent = body ?? call.body ?? {};
  const answer = await world.request(handler, {
    as: who.person,
    method: contract.method,
    path: `/?${new URLSearchParams(call.query)}`,
    params: call.params ?? {},
    ...(hasBody(contract.method) ? { body: sent } : {}),
  });
  await answer.response.arrayBuffer();
  return answer;
}

type Case = { contract: Contract; who: Who; side: Side };
const casesOf = (those: readonly Contract[]): Case[] =>
  those.flatMap((contract) =>
    PEOPLE.flatMap((who) => SIDES.map((side) => ({ contract, who, side }))),
  );
/** One contract after the other; those that read are asked by everyone at once. */
async function byContract(cases: readonly Case[], ask: (one: Case) => Promise<void>) {
  for (const contract of new Set(cases.map((one) => one.contract))) {
    const those = cases.filter((one) => one.contract === contract);
    if (contract.method === "GET") await Promise.all(those.map(ask));
    else for (const one of those) await ask(one);
  }
}
const nameOf = ({ contract, who, side }: Case) => `${contract.name}, ${who.label}, ${side}`;

describe("the authorisation matrix", () => {
  it("has every contract, and every contract its route", async () => {
    const names = contracts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(Object.keys(PERMISSIONS).toSorted());
    expect(Object.keys(CALLS).toSorted()).toEqual(names.toSorted());
    const endpoints = contracts.map(({ method, path: url }) => `${method} ${url}`);
    expect((await everyEndpoint()).toSorted()).toEqual(
      [...endpoints, "GET /api/health"].toSorted(),
    );
  });

  it("refuses whoever may not, and sends nothing to Athena that changes", async () => {
    const denied = casesOf(contracts).filter(
      ({ who, contract, side }) => !mayDo(who, contract.name as Action, side),
    );
    const rows = async () => (await world.runtime.database.queries.$count(auditTable)) ?? 0;
    const before = await rows();
    const wrong: string[] = [];
    await byContract(denied, async (one) => {
      const { contract, who, side } = one;
      const { status, body } = await send(contract, who, side);
      const { foreign } = CALLS[contract.name as Action];
      const outOfSight = who.role !== undefined && foreign !== undefined && side === "foreign";
      const hidden = foreign === "404" ? 404 : 200;
      const least = refusedUnread(who, contract, side) || !outOfSight;
      const expected = who.person === undefined ? 401 : least ? 403 : hidden;
      if (status !== expected) wrong.push(`${nameOf(one)}: ${status}, not ${expected}`);
      const told = JSON.stringify(body);
      if (side === "foreign" && /foreign-|SELECT 1/.test(told))
        wrong.push(`${nameOf(one)}: ${told}`);
    });
    expect(wrong).toEqual([]);
    expect(denied.length).toBeGreaterThan(contracts.length * 4);
    expect(await rows()).toBe(before);
  });

  it("refuses them whatever the body says", async () => {
    const denied = casesOf(contracts.filter(({ method }) => hasBody(method))).filter(
      ({ who, contract, side }) => !mayDo(who, contract.name as Action, side),
    );
    const wrong: string[] = [];
    await byContract(denied, async (one) => {
      const { contract, who, side } = one;
      const unread = refusedUnread(who, contract, side);
      const { workgroupIn = "" } = contract;
      const body = CALLS[contract.name as Action].call(objects[side]).body as
        | Record<string, unknown>
        | undefined;
      const junk = { [workgroupIn]: body?.[workgroupIn], junk: [1] };
      for (const sent of ["{ no json", junk]) {
        const { status } = await send(contract, who, side, sent);
        const named = sent === junk && contract.workgroupIn !== undefined;
        const expected = who.person === undefined ? [401] : unread || named ? [403] : [400, 403];
        if (!expected.includes(status)) wrong.push(`${nameOf(one)}: ${status}, not ${expected}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it("lets whoever may", async () => {
    const last = LAST.map((name) => contracts.find((contract) => contract.name === name));
    const ordered = [
      ...contracts.filter(({ method, name }) => method === "GET" && !isLast(name)),
      ...contracts.filter(({ method, name }) => method !== "GET" && !isLast(name)),
      ...last.filter((contract) => contract !== undefined),
    ];
    const allowed = casesOf(ordered).filter(
      ({ who, contract, side }) =>
        who.person !== undefined && mayDo(who, contract.name as Action, side),
    );
    const wrong: string[] = [];
    const worked = new Set<string>();
    await byContract(allowed, async (one) => {
      const { status, body } = await send(one.contract, one.who, one.side);
      const { mayAnswer = [] } = CALLS[one.contract.name as Action];
      if (status === 200) worked.add(one.contract.name);
      else if (!mayAnswer.includes(status))
        wrong.push(`${nameOf(one)}: ${status} ${body.error?.message}`);
    });
    expect(wrong).toEqual([]);
    // What never worked would prove nothing by being refused to others.
    const NEVER = ["openNotebook", "previewCalculationResult", "downloadCalculationResult"];
    const never = contracts.map(({ name }) => name).filter((name) => !worked.has(name));
    expect(never.toSorted()).toEqual(NEVER.toSorted());
  }, 120_000);
});

/** What people read: a line a contract, as the tests above have found it to be. */
function tableOf(those: readonly Contract[]): string {
  const roles = PEOPLE.filter(({ role, over }) => role !== undefined && over === "granted-*");
  const cell = (who: Who, action: Action): string => {
    const rule: Rule = PERMISSIONS[action];
    const everywhere = PEOPLE.find(({ role, over }) => role === who.role && over === "*") ?? who;
    if (mayDo(who, action, "granted")) return "yes";
    if (rule.everywhere && mayDo(everywhere, action, "granted")) return "over `*`";
    const role = who.role ?? "viewer";
    const own = rule.anyOwner !== undefined && rule.least !== "signedIn";
    return own && rank(role) >= rank(rule.least as Role) ? "own" : "";
  };
  const lines = those.map(({ name, method, path: url }) =>
    [name, `\`${method} ${url}\``, ...roles.map((who) => cell(who, name as Action))].join(" | "),
  );
  return `# Who may do what

A line a contract, in the order of their addresses; written by \`lib/testing/authorisation.test.ts\`, which tries each
of them as each role on granted and foreign workgroups. A role counts in the workgroups that its grant names; "over
\`*\`": only where it is held over every workgroup; "own": only what the person started. Lists hold what the person may
see. Who has no role may ask who they are; without a session every call is refused.

| action | endpoint | viewer | analyst | admin |
|---|---|---|---|---|
${lines.map((line) => `| ${line} |`).join("\n")}
`;
}

const isLast = (name: string) => LAST.some((last) => last === name);

it("is written down in docs/permissions.md", async () => {
  const ordered = contracts.toSorted((a, b) =>
    `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`, "en"),
  );
  await expect(tableOf(ordered)).toMatchFileSnapshot("../../docs/permissions.md");
});

describe("every change has its row", () => {
  /** Contracts that are not read with GET, and change nothing. */
  const READS: Partial<Record<Action, string>> = {
    previewAccess: "says what a policy would give; nothing is kept",
  };

  it("each contract that changes something is recorded, and only those", () => {
    const changing = contracts
      .filter(({ method, name }) => method !== "GET" && !(name in READS))
      .map(({ name }) => name);
    expect(changing.toSorted()).toEqual(AUDITED_ACTIONS.toSorted());
  });

  it("and was recorded, each under the name of its contract", async () => {
    const rows = await world.runtime.database.queries
      .selectDistinct({ action: auditTable.action, outcome: auditTable.outcome })
      .from(auditTable);
    const recorded = new Set(rows.map(({ action }) => action));
    // No session of a notebook ran that it could be opened in: it was refused before anything was asked for.
    const unrecorded = AUDITED_ACTIONS.filter((action) => !recorded.has(action));
    expect(unrecorded).toEqual(["openNotebook"]);
    expect(rows.filter(({ outcome }) => outcome === "attempted")).toEqual([]);
  });
});
