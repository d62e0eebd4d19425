import {
  CreateWorkGroupCommand,
  type EngineVersion,
  ListApplicationDPUSizesCommand,
  ListEngineVersionsCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const versions = (MaxResults?: number, NextToken?: string) =>
  world.client.send(new ListEngineVersionsCommand({ MaxResults, NextToken }));

test("engine versions page to the end, and each can be selected", async () => {
  const all: EngineVersion[] = [];
  let NextToken: string | undefined;
  do {
    const page = await versions(3, NextToken);
    all.push(...(page.EngineVersions ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(all).toEqual((await versions()).EngineVersions);
  expect(all).toContainEqual({ SelectedEngineVersion: "AUTO", EffectiveEngineVersion: "AUTO" });
  expect(all.map((one) => one.SelectedEngineVersion)).toEqual([
    "AUTO",
    "Athena engine version 3",
    "PySpark engine version 3",
    "Apache Spark version 3.5",
  ]);
  for (const [n, EngineVersion] of all.entries()) {
    await world.client.send(
      new CreateWorkGroupCommand({ Name: `engine-${n}`, Configuration: { EngineVersion } }),
    );
  }
});

test("bounds and tokens of the engine versions", async () => {
  for (const [size, bound] of [
    [0, "greater than or equal to 1"],
    [11, "less than or equal to 10"],
  ] as const) {
    expect((await refusal(versions(size))).message).toBe(
      `1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  expect((await refusal(versions(1, "abc"))).message).toBe("The nextPageToken is malformed: abc");
});

test("sessions have one size", async () => {
  const sizes = (MaxResults?: number, NextToken?: string) =>
    world.client.send(new ListApplicationDPUSizesCommand({ MaxResults, NextToken }));
  const page = await sizes(1);
  expect(page.ApplicationDPUSizes).toEqual([
    { ApplicationRuntimeId: "Athena notebook version 1", SupportedDPUSizes: [1] },
  ]);
  expect(page.NextToken).toBeUndefined();
  expect((await refusal(sizes(101))).message).toContain("less than or equal to 100");
  const { NextToken } = await versions(1);
  expect((await refusal(sizes(1, NextToken))).message).toContain("The nextPageToken is malformed");
});
