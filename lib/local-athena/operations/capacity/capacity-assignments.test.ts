import {
  CancelCapacityReservationCommand,
  CreateCapacityReservationCommand,
  CreateWorkGroupCommand,
  DeleteCapacityReservationCommand,
  DeleteWorkGroupCommand,
  GetCapacityAssignmentConfigurationCommand,
  PutCapacityAssignmentConfigurationCommand,
  type StartQueryExecutionCommandInput,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";
import { reservationOf } from "./capacity-reservation";

/** Ends when the state is there; the bound is for a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000, interval: 5 };

let world: TestService;
let dataDir: string;
async function start() {
  world = await startTestService({ dataDir, control: true });
  world.service.control?.pace.setMode({ mode: "at-once" }, ["capacity-reservation"]);
}
beforeAll(async () => {
  dataDir = await makeDataDir();
  await start();
});
afterAll(() => world.close());

const reserve = async (Name: string) => {
  await world.client.send(new CreateCapacityReservationCommand({ Name, TargetDpus: 4 }));
  await settled(Name, "ACTIVE");
};
const settled = (name: string, status: string) =>
  vi.waitFor(
    () => expect(world.service.context.capacityReservations.get(name)?.status).toBe(status),
    PATIENCE,
  );
const workGroup = (Name: string, SelectedEngineVersion = "AUTO") =>
  world.client.send(
    new CreateWorkGroupCommand({
      Name,
      Configuration: {
        EngineVersion: { SelectedEngineVersion },
        EnforceWorkGroupConfiguration: false,
      },
    }),
  );
const assign = (CapacityReservationName: string, ...assignments: string[][]) =>
  world.client.send(
    new PutCapacityAssignmentConfigurationCommand({
      CapacityReservationName,
      CapacityAssignments: assignments.map((WorkGroupNames) => ({ WorkGroupNames })),
    }),
  );
const assigned = async (CapacityReservationName: string) => {
  const input = { CapacityReservationName };
  const answer = await world.client.send(new GetCapacityAssignmentConfigurationCommand(input));
  return answer.CapacityAssignmentConfiguration;
};
const cancel = (Name: string) => world.client.send(new CancelCapacityReservationCommand({ Name }));
const deleteWorkGroup = (WorkGroup: string, RecursiveDeleteOption?: boolean) =>
  world.client.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
const holder = (name: string) => reservationOf(world.service.context, name)?.name;

test("assignments are replaced as a whole, and a restart keeps them", async () => {
  for (const name of ["a", "b", "c"]) await workGroup(name);
  await reserve("first");
  expect((await refusal(assigned("first"))).message).toBe(
    "Capacity reservation first has no capacity assignment configuration.",
  );
  await assign("first", ["a"], ["b"]);
  await assign("first", ["b", "c"]);
  const now = {
    CapacityReservationName: "first",
    CapacityAssignments: [{ WorkGroupNames: ["b", "c"] }],
  };
  expect(await assigned("first")).toEqual(now);
  await world.close();
  await start();
  expect(await assigned("first")).toEqual(now);
  expect(["a", "b", "c"].map(holder)).toEqual([undefined, "first", "first"]);
  await assign("first");
  expect(await assigned("first")).toEqual({ ...now, CapacityAssignments: [] });
  expect(holder("b")).toBeUndefined();
});

test("a workgroup has one reservation, until that is cancelled", async () => {
  await workGroup("moving");
  await reserve("from");
  await reserve("to");
  await assign("from", ["moving"]);
  expect((await refusal(assign("to", ["moving"]))).message).toBe(
    "WorkGroup moving is already assigned to capacity reservation from.",
  );
  await cancel("from");
  await settled("from", "CANCELLED");
  expect(holder("moving")).toBeUndefined();
  await assign("to", ["moving"]);
  expect(holder("moving")).toBe("to");
  expect((await assigned("from"))?.CapacityAssignments).toEqual([{ WorkGroupNames: [] }]);
  await world.client.send(new DeleteCapacityReservationCommand({ Name: "from" }));
  expect(holder("moving")).toBe("to");
  expect((await refusal(assign("from", ["moving"]))).message).toContain("was not found");
});

test("a workgroup is taken out of its reservation before it is deleted", async () => {
  await workGroup("leaving");
  await reserve("held");
  await assign("held", ["leaving"]);
  for (const recursive of [undefined, true]) {
    expect((await refusal(deleteWorkGroup("leaving", recursive))).message).toBe(
      "WorkGroup leaving is assigned to capacity reservation held. Remove the assignment first.",
    );
  }
  await cancel("held");
  await settled("held", "CANCELLED");
  await deleteWorkGroup("leaving");
  expect((await assigned("held"))?.CapacityAssignments).toEqual([{ WorkGroupNames: [] }]);
});

test("what cannot be assigned", async () => {
  await reserve("strict");
  await workGroup("spark", "PySpark engine version 3");
  const many = Array.from({ length: 21 }, (_, n) => `many-${n}`);
  for (const name of many) await workGroup(name);
  for (const [workGroups, message] of [
    [["nowhere"], "WorkGroup is not found."],
    [["spark"], "WorkGroup spark cannot be assigned to a capacity reservation"],
    [["primary", "primary"], "WorkGroup primary is assigned more than once."],
    [many, "At most 20 workgroups can be assigned to a capacity reservation."],
  ] as const) {
    expect((await refusal(assign("strict", ["etl"], [...workGroups]))).message).toContain(message);
  }
  expect((await refusal(assigned("strict"))).message).toContain("has no capacity assignment");
  await assign("strict", many.slice(0, 10), many.slice(10, 20));
  await cancel("strict");
  await settled("strict", "CANCELLED");
  expect((await refusal(assign("strict", ["etl"]))).message).toBe(
    "Capacity reservation strict takes no assignments: it is CANCELLED.",
  );
});

test("a reservation is cancelled when the queries that run on it have ended", async () => {
  await reserve("busy");
  await assign("busy", ["etl"]);
  world.service.control?.pace.setMode({ mode: "by-step" }, ["query-execution"]);
  const id = await world.start("SELECT 1", { WorkGroup: "etl" });
  await cancel("busy");
  expect(holder("etl")).toBeUndefined();
  expect((await world.execution(id)).Status?.State).toBe("QUEUED");
  expect(world.service.context.capacityReservations.get("busy")?.status).toBe("CANCELLING");
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  await settled("busy", "CANCELLED");
});

describe("queries on reserved capacity", () => {
  const dpus = async (
    sql: string,
    input: Partial<StartQueryExecutionCommandInput> = {},
    WorkGroup = "reserved",
  ) => {
    const id = await world.start(sql, { WorkGroup, ...input });
    return (await world.finished(id)).Statistics?.DpuCount;
  };
  const configured = (least: string, most: string) => ({
    Classifications: [
      {
        Name: "athena-query-engine-properties",
        Properties: { "min-dpu-count": least, "max-dpu-count": most },
      },
    ],
  });
  beforeAll(async () => {
    world.service.control?.pace.setMode({ mode: "at-once" }, ["query-execution"]);
    const primary = world.service.context.workGroups.get("primary");
    if (!primary) throw new Error("primary is missing");
    const EngineConfiguration = configured("8", "64");
    world.service.context.workGroups.put({
      ...primary,
      name: "reserved",
      configuration: { ...primary.configuration, EngineConfiguration },
    });
  });

  test("show how many DPUs they took, also after a restart", async () => {
    expect(await dpus("SELECT 1")).toBeUndefined();
    await world.client.send(
      new CreateCapacityReservationCommand({ Name: "shared", TargetDpus: 16 }),
    );
    await assign("shared", ["reserved"]);
    await settled("shared", "ACTIVE");
    expect(await dpus("SELECT 1")).toBe(8);
    expect(await dpus("SELECT nothing")).toBe(8);
    expect(await dpus("SHOW TABLES")).toBe(4);
    expect(await dpus("SELECT 1", { EngineConfiguration: configured("12", "12") })).toBe(12);
    expect(await dpus("SELECT 1", { EngineConfiguration: configured("40", "64") })).toBe(16);
    expect(await dpus("SELECT 1", {}, "primary")).toBeUndefined();
    const id = await world.start("SELECT 1", { WorkGroup: "reserved" });
    await world.finished(id);
    await world.close();
    await start();
    expect((await world.execution(id)).Statistics?.DpuCount).toBe(8);
  });

  test("run on demand once the reservation is being cancelled", async () => {
    await cancel("shared");
    expect(await dpus("SELECT 1")).toBeUndefined();
  });
});
