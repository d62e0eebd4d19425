import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AccessPolicy, loadAccessPolicy } from "./access-policy";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  file = path.join(folder, "policy.json");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const policy = (group: string, role = "viewer") =>
  JSON.stringify({ groups: { [group]: [{ role, workgroups: ["*"] }] } });

describe("at the start", () => {
  it.each([
    ['{ "groups": {', "which is not JSON: look at line 1, column 14. A closing brace is expected."],
    [
      policy("a", "boss"),
      'which is not an access policy: line 1, column 25: groups.a[0].role is "boss": set it to one of viewer, analyst, admin.',
    ],
    [
      "[]",
      "which is not an access policy: line 1, column 1: The whole is a list: it must be an object.",
    ],
  ])("%j is refused with the place and the reason", async (text, words) => {
    await writeFile(file, text);
    await expect(loadAccessPolicy(file)).rejects.toThrow(
      `ACCESS_POLICY_FILE is ${JSON.stringify(file)}, ${words}`,
    );
  });

  it("a file that is not there is refused", async () => {
    await expect(loadAccessPolicy(path.join(folder, "none"))).rejects.toThrow(/ is not there\.$/);
  });

  it("never opens the console to more than it says", async () => {
    await writeFile(file, policy("a"));
    const loaded = await loadAccessPolicy(file);
    expect(await loaded.grantsOf(["b", "__proto__", "constructor"])).toEqual([]);
    expect(await loaded.grantsOf(["a", "a"])).toEqual([{ role: "viewer", workgroups: ["*"] }]);
  });

  it("without a file the built-in groups are in force", async () => {
    const builtIn = await loadAccessPolicy(undefined);
    expect(await builtIn.grantsOf(["athenaeum-analyst"])).toEqual([
      { role: "analyst", workgroups: ["*"] },
    ]);
    expect(await builtIn.status()).not.toHaveProperty("file");
  });
});

describe("while it runs", () => {
  let nowMs: number;
  let logged: string[];
  let live: AccessPolicy;
  beforeEach(async () => {
    nowMs = Date.now();
    logged = [];
    await writeFile(file, policy("old"));
    live = await loadAccessPolicy(file, {
      now: () => nowMs,
      log: {
        info: (_facts: object, message?: string) => void logged.push(`info ${message}`),
        error: (facts: { reason: string }) => void logged.push(facts.reason),
      } as never,
    });
    await live.status();
  });
  const rolesOf = async (group: string) => (await live.grantsOf([group])).map(({ role }) => role);
  const later = () => {
    nowMs += 1_000;
  };

  it("a changed file is in force a second later", async () => {
    await writeFile(file, policy("new", "admin"));
    expect(await rolesOf("new")).toEqual([]);
    later();
    expect([await rolesOf("new"), await rolesOf("old")]).toEqual([["admin"], []]);
    expect((await live.status()).file?.loadedAt.getTime()).toBe(nowMs);
    expect(logged).toEqual(["info access policy loaded"]);
  });

  it("a file replaced by another is seen, long after its time too", async () => {
    nowMs += 3_600_000;
    expect(await rolesOf("old")).toEqual(["viewer"]);
    await writeFile(`${file}.new`, policy("new"));
    await rename(`${file}.new`, file);
    later();
    expect(await rolesOf("new")).toEqual(["viewer"]);
  });

  it("two changes of one size within one tick of the clock are both seen", async () => {
    await writeFile(file, policy("ne1"));
    later();
    expect(await rolesOf("ne1")).toEqual(["viewer"]);
    await writeFile(file, policy("ne2"));
    later();
    expect([await rolesOf("ne1"), await rolesOf("ne2")]).toEqual([[], ["viewer"]]);
  });

  it("a broken or half-written file leaves the last good one in force and is logged once", async () => {
    await writeFile(file, policy("new").slice(0, -3));
    later();
    expect(await rolesOf("old")).toEqual(["viewer"]);
    later();
    const { fault, file: inForce } = await live.status();
    expect(fault).toMatchObject({
      message: expect.stringContaining("which is not JSON: look at line 1, column "),
      problems: [{ line: 1, length: 1, message: expect.stringContaining("expected") }],
    });
    expect(inForce?.loadedAt.getTime()).toBeLessThan(fault?.foundAt.getTime() ?? 0);
    expect(logged).toEqual([fault?.message]);
    await writeFile(file, policy("new"));
    later();
    expect(await rolesOf("new")).toEqual(["viewer"]);
    expect((await live.status()).fault).toBeUndefined();
  });

  it("a file that is gone leaves the last good one in force until it is back", async () => {
    await rm(file);
    later();
    expect(await rolesOf("old")).toEqual(["viewer"]);
    expect((await live.status()).fault?.message).toMatch(/which is not there\.$/);
    await writeFile(file, policy("old"));
    later();
    expect((await live.status()).fault).toBeUndefined();
    expect(logged).toHaveLength(2);
  });

  it("many requests at once look at the file once", async () => {
    await writeFile(file, policy("new"));
    later();
    await Promise.all(Array.from({ length: 50 }, () => rolesOf("new")));
    expect(logged).toEqual(["info access policy loaded"]);
  });
});
