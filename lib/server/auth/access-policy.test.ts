import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAccessPolicy } from "./access-policy";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  file = path.join(folder, "policy.json");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = async (text: string) => {
  await writeFile(file, text);
  return loadAccessPolicy(file);
};

describe("access policy file", () => {
  it.each([
    ["", "its end, where something is missing"],
    ['{ "groups": {', "its end, where something is missing"],
    ['{ "groups": "x', "its end, where something is missing"],
    ['{\n "groups": {\n  "a": [ }\n}', "line 3, column 10"],
    ['{ "groups": {}, }', "line 1, column 17"],
    ["{ groups: {} }", "line 1, column 3"],
    ['{ "groups" {} }', "line 1, column 12"],
    ['{ "groups": {} } x', "line 1, column 18"],
  ])("names the place where %j is not JSON", async (text, place) => {
    const name = JSON.stringify(file);
    await expect(load(text)).rejects.toThrow(
      `ACCESS_POLICY_FILE is ${name}, which is not JSON: look at ${place}.`,
    );
  });

  it("names what is wrong with a policy, and never opens the console to more than it says", async () => {
    const text = JSON.stringify({ groups: { a: [{ role: "boss", workgroups: ["*"] }] } });
    await expect(load(text)).rejects.toThrow(/not an access policy: groups\.a\.0\.role: .*viewer/);
    const policy = await load(
      JSON.stringify({ groups: { a: [{ role: "viewer", workgroups: ["x"] }] } }),
    );
    expect(policy.grantsOf(["b", "__proto__", "constructor"])).toEqual([]);
    expect(policy.grantsOf(["a", "a"])).toEqual([{ role: "viewer", workgroups: ["x"] }]);
  });

  it("takes a byte order mark", async () => {
    expect((await load('\uFEFF{"groups":{}}')).grantsOf(["a"])).toEqual([]);
  });
});
