import { describe, expect, it } from "vitest";
import { coveredBy, explain, grantsOfSubject } from "./access";
import { ACTIONS_BY_AREA, actionLabel } from "./access-areas";
import { groupChanges, personChanges, policyWarnings } from "./access-changes";
import type { PolicyGroup } from "./access-policy";
import { type Action, decide, type Grant, PERMISSIONS, type Role } from "./permissions";

const grant = (role: Role, ...workgroups: string[]): Grant => ({ role, workgroups });
const group = (name: string, ...grants: Grant[]): PolicyGroup => ({ group: name, grants });

const POLICY = [
  group("everyone-else", grant("viewer", "public")),
  group("etl", grant("analyst", "etl_*"), grant("viewer", "*")),
  group("ops", grant("admin", "*")),
];
const grantsOf = (...groups: string[]) => grantsOfSubject({ groups }, POLICY);

describe("explain", () => {
  it.each<[string[], Action, string | undefined, string, string]>([
    [["etl"], "startQuery", "etl_1", "yes", "etl gives analyst over etl_*"],
    [
      ["etl"],
      "startQuery",
      "ml",
      "no",
      "Their highest role here is viewer: etl gives viewer over all workgroups",
    ],
    [["etl"], "startQuery", undefined, "some", "etl gives analyst over etl_*"],
    [["etl"], "listQueries", undefined, "yes", "etl gives viewer over all workgroups"],
    [
      ["etl"],
      "stopQuery",
      "etl_1",
      "own",
      "etl gives analyst over etl_*: what they started themselves. What others started needs admin",
    ],
    [["ops"], "stopQuery", "etl_1", "yes", "ops gives admin over all workgroups"],
    [
      ["etl"],
      "getAccess",
      "etl_1",
      "no",
      "Their highest role here is viewer: etl gives viewer over all workgroups",
    ],
    [
      ["everyone-else"],
      "getAccess",
      "public",
      "no",
      "No grant over all workgroups: everyone-else gives viewer over public only",
    ],
    [["everyone-else"], "getQuery", "etl_1", "no", "No grant over etl_1"],
    [["nobody"], "getQuery", "etl_1", "no", "None of their groups has a grant"],
    [["nobody"], "getMe", undefined, "yes", "Anyone who is signed in"],
  ])("%j may %s over %s: %s", (groups, action, workgroup, answer, why) => {
    expect(explain(grantsOf(...groups), action, workgroup)).toMatchObject({ answer, why });
  });

  it("says of a demo person that no group brings their role", () => {
    const grants = grantsOfSubject({ groups: ["ops"], demoRole: "viewer" }, POLICY);
    expect(explain(grants, "getQuery", "x").why).toBe("Demo person: viewer over all workgroups");
    expect(explain(grants, "updateWorkgroup", "x").answer).toBe("no");
  });

  it("agrees with what the server decides, for every action, person and workgroup", () => {
    for (const groups of [[], ["etl"], ["ops"], ["everyone-else"], ["etl", "ops"]]) {
      const grants = grantsOf(...groups);
      const me = { id: "me", grants };
      for (const action of Object.keys(PERMISSIONS) as Action[])
        for (const workgroup of ["etl_1", "public", "other"]) {
          const { answer } = explain(grants, action, workgroup);
          const own = decide(me, action, { workgroup, ownerId: "me" }).allowed;
          const others = decide(me, action, { workgroup, ownerId: "other" }).allowed;
          const expected = others ? "yes" : own ? "own" : "no";
          expect([groups, action, workgroup, answer]).toEqual([
            groups,
            action,
            workgroup,
            expected,
          ]);
        }
    }
  });
});

describe("areas", () => {
  it("hold every action once", () => {
    const listed = ACTIONS_BY_AREA.flatMap(({ actions }) => actions);
    expect(listed.sort()).toEqual(Object.keys(PERMISSIONS).sort());
    expect(actionLabel("downloadQueryResults")).toBe("Download query results");
  });
});

describe("coveredBy", () => {
  it("takes patterns as the rules do", () => {
    expect(coveredBy(grant("viewer", "e*l", "x"), ["etl", "el", "x", "xy"])).toEqual([
      "etl",
      "el",
      "x",
    ]);
  });
});

describe("the difference of two policies", () => {
  const after = [
    group("etl", grant("analyst", "etl_*", "ml"), grant("viewer", "public")),
    group("ops", grant("admin", "*")),
    group("new", grant("viewer", "*")),
  ];

  it("tells what groups gain and lose, and of those that come and go", () => {
    expect(groupChanges(POLICY, after)).toEqual([
      {
        group: "etl",
        kind: "changed",
        gains: [grant("analyst", "ml"), grant("viewer", "public")],
        loses: [grant("viewer", "*")],
      },
      { group: "new", kind: "added", gains: [grant("viewer", "*")], loses: [] },
      { group: "everyone-else", kind: "removed", gains: [], loses: [grant("viewer", "public")] },
    ]);
    const regrouped = [POLICY[2], POLICY[0], POLICY[1]].flatMap((one) => one ?? []);
    expect(groupChanges(POLICY, regrouped)).toEqual([]);
  });

  it("tells what people gain and lose over the workgroups there are", () => {
    const people = [
      { name: "Ana", groups: ["etl"] },
      { name: "Ada", groups: ["ops"] },
      { name: "Demo", groups: [], demoRole: "admin" as const },
    ];
    const workgroups = ["etl_1", "ml", "primary", "public"];
    expect(personChanges(people, workgroups, POLICY, after)).toEqual([
      {
        person: people[0],
        gains: [{ before: "viewer", after: "analyst", everywhere: false, workgroups: ["ml"] }],
        loses: [{ before: "viewer", everywhere: true, workgroups: ["primary"] }],
      },
    ]);
  });

  it("is told of many people and patterns without comparing them with each other", () => {
    const people = Array.from({ length: 1_000 }, (_, index) => ({ groups: [`g${index}`] }));
    const workgroups = Array.from({ length: 300 }, (_, index) => `team-${index}`);
    const patterns = Array.from({ length: 10_000 }, (_, index) => `*-none-${index}`);
    const told = personChanges(
      people,
      workgroups,
      [],
      [group("*", grant("analyst", ...patterns)), group("g7", grant("viewer", "team-1*"))],
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.gains[0]?.workgroups).toHaveLength(111);
  });

  it.each<[string, PolicyGroup[], string[]]>([
    [
      "nobody is admin",
      [group("etl", grant("admin", "etl"))],
      ["Nobody would be admin over all workgroups"],
    ],
    [
      "everyone is admin",
      [group("*", grant("admin", "*"))],
      ["Everyone who can sign in would be admin"],
    ],
    ["you are not", [group("ops", grant("admin", "*"))], ["You would no longer be admin"]],
    [
      "nobody known is",
      [group("root", grant("admin", "*"))],
      [
        "You would no longer be admin",
        "Nobody who has signed in so far is in a group that would be admin: root.",
      ],
    ],
    ["all is well", [group("ops", grant("admin", "*")), group("mine", grant("admin", "*"))], []],
  ])("warns when %s", (_case, policy, expected) => {
    const warnings = policyWarnings(policy, { groups: ["mine"] }, [{ groups: ["ops"] }]);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) expect(warnings[index]).toContain(words);
  });
});
