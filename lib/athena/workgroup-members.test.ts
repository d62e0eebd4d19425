import {
  CreateWorkGroupInput$,
  UpdateWorkGroupInput$,
  WorkGroupConfiguration$,
} from "@aws-sdk/client-athena";
import { expect, it } from "vitest";
import { SETTING_IDS, SETTINGS } from "@/lib/domain/workgroups/setting-table";
import { ALL_EXAMPLES } from "@/lib/domain/workgroups/settings-examples.fixture";
import { createInputOf, updateInputOf } from "@/lib/domain/workgroups/update";

const STRUCTURE = 3;

/** The paths of all members of a structure of the installed SDK that hold no structure themselves. */
function pathsOf(schema: unknown, path: string[] = []): string[] {
  const known: unknown = typeof schema === "function" ? schema() : schema;
  if (!Array.isArray(known) || known[0] !== STRUCTURE) return [path.join(".")];
  const [, , , , names, members] = known as unknown[];
  if (!Array.isArray(names) || !Array.isArray(members)) throw new Error("the SDK has new schemas");
  return names.flatMap((name, index) => pathsOf(members[index], [...path, String(name)]));
}

/** Those that an input names. Maps and lists are one member each. */
function namedIn(input: unknown, known: readonly string[], path: string[] = []): string[] {
  const here = path.join(".");
  if (input === undefined) return [];
  if (known.includes(here) || typeof input !== "object" || input === null) return [here];
  return Object.entries(input).flatMap(([name, value]) => namedIn(value, known, [...path, name]));
}

/** Athena ignores it where it is sent. */
const EFFECTIVE = "EngineVersion.EffectiveEngineVersion";
/** Has one value only. */
const DIRECTORY = "QueryResultsS3AccessGrantsConfiguration.AuthenticationType";

const examples = ALL_EXAMPLES.map(({ family, base, first, second = first, removed = base }) => ({
  family,
  all: [base, first, second, removed, base],
}));

it("every member that the SDK knows of a configuration is a setting", () => {
  const ours = SETTING_IDS.map((setting) => SETTINGS[setting].athena)
    .filter((path) => path.startsWith("Configuration."))
    .map((path) => path.replace(/^Configuration\./, "").replace(/\[.*$/, ""));
  const theirs = pathsOf(WorkGroupConfiguration$).filter(
    (path) => path !== EFFECTIVE && path !== DIRECTORY,
  );
  expect([...new Set(ours)].toSorted()).toEqual(theirs.toSorted());
});

it("every member that UpdateWorkGroup takes is sent for some change, and no other", () => {
  const theirs = pathsOf(UpdateWorkGroupInput$);
  const sent = examples.flatMap(({ all }) =>
    all.slice(1).flatMap((after, index) => {
      const { update } = updateInputOf("name", all[index] ?? after, after);
      return namedIn(update, theirs);
    }),
  );
  expect([...new Set(sent), `ConfigurationUpdates.${EFFECTIVE}`].toSorted()).toEqual(
    theirs.toSorted(),
  );
});

it("every member that CreateWorkGroup takes is sent for some setting, and no other", () => {
  const theirs = pathsOf(CreateWorkGroupInput$);
  const sent = examples.flatMap(({ all, family }) =>
    all.flatMap((settings) => namedIn(createInputOf("name", settings, family), theirs)),
  );
  expect([...new Set(sent), `Configuration.${EFFECTIVE}`].toSorted()).toEqual(theirs.toSorted());
});
