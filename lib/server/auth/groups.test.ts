import { describe, expect, it } from "vitest";
import { readEnv } from "../env.mjs";
import { createLog } from "../log";
import { loadAccessPolicy } from "./access-policy";
import { groupsOf } from "./groups";
import { authOptions } from "./options";

const policy = await loadAccessPolicy(undefined);
const many = (count: number, length: number) =>
  Array.from({ length: count }, (_, n) => `${n}`.padStart(length, "g"));

describe("the groups of a provider", () => {
  it.each([
    ["a list", "groups", { groups: ["a", "b", "a", ""] }, ["a", "b"]],
    ["one text, commas and spaces in it", "groups", { groups: "CN=a b,OU=c" }, ["CN=a b,OU=c"]],
    ["a list written as text", "groups", { groups: '["a", "b"]' }, ["a", "b"]],
    ["a text that begins like one", "groups", { groups: "[a" }, ["[a"]],
    ["a name that looks like a list", "groups", { groups: ['["a"]', "b"] }, ['["a"]', "b"]],
    ["names that look like lists", "groups", { groups: [{ name: '["a"]' }] }, ['["a"]']],
    ["a name in an object of names", "groups", { groups: { '["a"]': {} } }, ['["a"]']],
    ["numbers, and what is no name", "groups", { groups: [7, null, true, ["x"]] }, ["7"]],
    ["objects with names", "groups", { groups: [{ id: 1, name: "a" }, { id: 2 }] }, ["a"]],
    ["an object of names", "urn:roles", { "urn:roles": { a: { org: "x" }, b: {} } }, ["a", "b"]],
    ["members of members", "realm_access.roles", { realm_access: { roles: ["a"] } }, ["a"]],
    ["a name with dots", "https://x.io/groups", { "https://x.io/groups": ["a"] }, ["a"]],
    ["nothing", "groups", { groups: null }, []],
    ["names that every object has", "constructor.name", {}, []],
  ])("%s", async (_what, claim, claims, groups) => {
    expect((await groupsOf(claims, claim, policy)).kept).toEqual(groups);
  });

  it("that are too many: the policy's come first, the rest as far as a cookie holds them", async () => {
    for (const groups of [many(900, 3), many(300, 36), many(9, 2_000)]) {
      const sent = [...groups, "athenaeum-analyst"];
      const { kept, leftOut } = await groupsOf({ groups: sent }, "groups", policy);
      expect(kept[0]).toBe("athenaeum-analyst");
      expect(kept.length).toBeGreaterThan(1);
      expect(kept.length).toBeLessThanOrEqual(200);
      expect(kept.join("").length).toBeLessThanOrEqual(4_000);
      expect(kept.length + leftOut).toBe(sent.length);
    }
  });

  it("that are not there are said to be so", async () => {
    expect(await groupsOf({ groups: [] }, "groups", policy)).toEqual({ kept: [], leftOut: 0 });
    const none = await groupsOf({ sub: "x" }, "groups", policy);
    expect(none.problem).toContain("no such claim");
    const link = await groupsOf({ _claim_names: { groups: "src1" } }, "groups", policy);
    expect(link.problem).toContain("link");
  });
});

describe("signing in", () => {
  const env = readEnv({
    ATHENAEUM_DATA_DIR: "/nowhere",
    NEXTAUTH_SECRET: "a secret of the test, long enough for this",
    OIDC_ISSUER: "https://id.example.com",
    OIDC_CLIENT_ID: "id",
    OIDC_CLIENT_SECRET: "secret",
  });
  if ("problems" in env) throw new Error(env.problems.join("\n"));
  const lines: Record<string, unknown>[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  const { providers, callbacks } = authOptions({ env: env.env, log, accessPolicy: policy }, false);
  const [oidc] = providers;
  const account = { provider: "oidc", providerAccountId: "x", type: "oauth" } as const;
  const signIn = (profile: object) =>
    callbacks?.jwt?.({ token: { sub: "ana" }, user: { id: "ana" }, account, profile });

  it("keeps the groups, and tells the log of who comes without, or with too many", async () => {
    expect(await signIn({ groups: ["athenaeum-viewer"] })).toEqual({
      sub: "ana",
      groups: ["athenaeum-viewer"],
    });
    expect(lines).toEqual([]);
    await signIn({ roles: ["athenaeum-viewer"] });
    await signIn({ groups: many(300, 3) });
    expect(lines).toMatchObject([
      { level: 40, actorId: "ana", claim: "groups", msg: "signed in without groups" },
      { level: 40, actorId: "ana", leftOut: 100, msg: "signed in with more groups than fit" },
    ]);
  });

  it.each([
    [{}, "a@example.com"],
    [{ email_verified: true }, "a@example.com"],
    [{ email_verified: "true" }, "a@example.com"],
    [{ email_verified: false }, null],
    // As Amazon Cognito writes it.
    [{ email_verified: "false" }, null],
  ])("takes no address that nobody has verified: %j", async (verified, email) => {
    if (oidc?.type !== "oauth") throw new Error("there is no provider");
    const claims = { sub: "1", email: "a@example.com", ...verified };
    expect(await oidc.profile?.(claims, {})).toMatchObject({ id: "1", email, name: email ?? "1" });
  });
});
