import { describe, expect, it } from "vitest";
import { BUILT_IN_GROUPS, grantsOfGroups, readAccessPolicy } from "./access-policy";

const faults = (text: string) => {
  const reading = readAccessPolicy(text);
  if (!("problems" in reading)) throw new Error("The policy was taken.");
  return reading.problems.map(
    ({ line, column, length, message }) => `${line}:${column}+${length} ${message}`,
  );
};

describe("readAccessPolicy", () => {
  it("gives the groups in the order of the file", () => {
    const policy = {
      groups: {
        b: [{ role: "viewer", workgroups: ["*"] }],
        a: [
          { role: "admin", workgroups: ["etl_*", "ml"] },
          { role: "viewer", workgroups: ["x"] },
        ],
        "*": [],
        ["__proto__"]: [{ role: "viewer", workgroups: ["y"] }],
      },
    };
    expect(readAccessPolicy(`\uFEFF${JSON.stringify(policy, null, 2)}`)).toEqual({
      groups: Object.entries(policy.groups).map(([group, grants]) => ({ group, grants })),
    });
  });

  it.each([
    ["", "1:1+1 A value is expected"],
    ['{ "groups": {', "1:14+1 A closing brace is expected"],
    ['{ "groups": "x', "1:15+1 A string has no closing quote"],
    ['{\n "groups": {\n  "a": [ }\n}', "3:10+1 A value is expected"],
    ['{ "groups": {}, }', "1:17+1 A name in double quotes is expected"],
    ["{ groups: {} }", "1:3+1 This cannot stand here: names and texts need double quotes"],
    ['{ "groups" {} }', "1:12+1 A colon is expected"],
    ['{ "groups": {} } x', "1:18+1 This cannot stand here: names and texts need double quotes"],
    ['{ "groups": {} } // x', "1:18+1 JSON has no comments"],
    ['{ "groups": {"a": [01]} }', expect.stringMatching(/^1:21\+1 /)],
  ])("names place and reason where %j is not JSON", (text, problem) => {
    expect(readAccessPolicy(text)).toMatchObject({ kind: "json" });
    expect(faults(text)).toEqual([problem]);
  });

  it("tells every fault of the schema at its place", () => {
    const text = `{
  "groups": {
    "a": [{ "role": "boss", "workgroups": [] }, 7],
    "b": { "role": "admin" },
    "c": [{ "role": "admin", "workgroup": ["*"] }],
    "d": [{ "role": "viewer", "workgroups": ["", "${"w".repeat(129)}", 1] }],
    "a": []
  },
  "version": 2
}`;
    expect(faults(text)).toEqual([
      '3:21+6 groups.a[0].role is "boss": set it to one of viewer, analyst, admin',
      "3:43+2 groups.a[0].workgroups is empty",
      "3:49+1 groups.a[1] is 7: it must be an object",
      "4:10+19 groups.b is an object: it must be a list",
      '5:11+39 groups.c[0]: the member "workgroups" is missing',
      '5:30+11 "workgroup" is unknown here: groups.c[0] has role and workgroups',
      expect.stringMatching(/^6:46\+2 groups\.d\[0\]\.workgroups\[0\] is "": set it to the name/),
      expect.stringMatching(/^6:50\+131 groups\.d\[0\]\.workgroups\[1\] is "www.*…: set it/),
      expect.stringMatching(/^6:183\+1 groups\.d\[0\]\.workgroups\[2\] is 1: set it to the name/),
      '7:5+3 "a" is given twice: only one of them would count',
      '9:3+9 "version" is unknown here: The whole has groups',
    ]);
  });

  it.each(["team a", "^etl-", "etl-?", "finance/*", "étl", "*\\n"])(
    "refuses %j: no workgroup is called so",
    (pattern) => {
      const text = `{"groups": {"a": [{"role": "viewer", "workgroups": ["ok-*", "${pattern}"]}]}}`;
      expect(faults(text)).toEqual([
        expect.stringMatching(/^1:\d+\+\d+ groups\.a\[0\]\.workgroups\[1\] is ".+", which no name/),
      ]);
    },
  );

  it.each([
    ["[]", "1:1+2 The whole is a list: it must be an object"],
    ["{}", '1:1+2 The member "groups" is missing'],
    ['{"groups": null}', "1:12+4 groups is null: it must be an object"],
    ['{"groups": {"": []}}', "1:13+2 A name is empty"],
  ])("refuses %s", (text, problem) => {
    expect(faults(text)).toEqual([problem]);
  });
});

describe("a policy without measure", () => {
  const nested = "[".repeat(100_000) + "]".repeat(100_000);
  const grants = (patterns: number) =>
    JSON.stringify([{ role: "viewer", workgroups: Array(patterns).fill("w") }]);
  it.each([
    ["nested", nested, "1:51+1 This is nested too deeply"],
    [
      "nested below a group",
      `{"groups": {"[\\"[": ${nested}}}`,
      "1:69+1 This is nested too deeply",
    ],
    ["nested and broken", "[{".repeat(100_000), "1:51+1 This is nested too deeply"],
    [
      "long",
      " ".repeat(1_000_001),
      "1:1+1 A policy has at most 1000000 characters: this has 1000001",
    ],
  ])("that is %s is refused in one place", (_, text, problem) =>
    expect(faults(text)).toEqual([problem]),
  );

  it("that has too many groups or patterns is refused", () => {
    const groups = Array.from({ length: 5_001 }, (_, index) => `"g${index}": []`).join(",");
    expect(faults(`{"groups":{${groups}}}`)[0]).toMatch(/at most 5000 groups: this has 5001$/);
    expect(readAccessPolicy(`{"groups":{"a":${grants(10_000)}}}`)).toHaveProperty("groups");
    const text = `{"groups":{"a":${grants(5_000)},"b":${grants(5_001)}}}`;
    expect(faults(text)[0]).toMatch(/at most 10000 workgroups: this names 10001$/);
  });

  it("that is all wrong has its first faults told, in bounds", () => {
    const told = faults(`{"groups":{"${"g".repeat(100_000)}":[${"1,".repeat(20_000)}1]}}`);
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toMatch(/From here on 19901 more problems follow$/);
    expect(told.join().length).toBeLessThan(20_000);
  });
});

describe("grantsOfGroups", () => {
  it("gives each grant once, with the group that brings it, and everyone's", () => {
    const everyone = { role: "viewer", workgroups: ["x"] } as const;
    const policy = [
      ...BUILT_IN_GROUPS,
      { group: "*", grants: [{ ...everyone, workgroups: ["x"] }] },
    ];
    expect(grantsOfGroups(policy, ["athenaeum-admin", "athenaeum-admin", "nobody"])).toEqual([
      { group: "athenaeum-admin", role: "admin", workgroups: ["*"] },
      { group: "*", ...everyone },
    ]);
    expect(grantsOfGroups(policy, ["constructor", "__proto__"])).toHaveLength(1);
  });
});
