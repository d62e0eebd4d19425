import {
  CancelCapacityReservationCommand,
  CreateCapacityReservationCommand,
  DeleteCapacityReservationCommand,
  GetCapacityReservationCommand,
  ListCapacityReservationsCommand,
  type Tag,
  UpdateCapacityReservationCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";

/** Ends when the state is there; the bound is for a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000, interval: 5 };

let world: TestService;
let dataDir: string;
let now = Date.UTC(2026, 0, 1);

/** The clock is ours, and reservations move on when a test says so. */
async function start() {
  world = await startTestService({ dataDir, control: true });
  world.service.context.now = () => now;
  world.service.control?.pace.setMode({ mode: "by-step" }, ["capacity-reservation"]);
}
beforeAll(async () => {
  dataDir = await makeDataDir();
  await start();
});
afterAll(() => world.close());
beforeEach(() => {
  for (const { name } of world.service.context.capacityReservations.all())
    world.service.context.capacityReservations.remove(name);
  for (const mode of ["at-once", "by-step"] as const)
    world.service.control?.pace.setMode({ mode }, ["capacity-reservation"]);
});

const create = (Name: string, TargetDpus: number, Tags?: Tag[]) =>
  world.client.send(new CreateCapacityReservationCommand({ Name, TargetDpus, Tags }));
const update = (Name: string, TargetDpus: number) =>
  world.client.send(new UpdateCapacityReservationCommand({ Name, TargetDpus }));
const cancel = (Name: string) => world.client.send(new CancelCapacityReservationCommand({ Name }));
const remove = (Name: string) => world.client.send(new DeleteCapacityReservationCommand({ Name }));
const get = async (Name: string) =>
  (await world.client.send(new GetCapacityReservationCommand({ Name }))).CapacityReservation;
const settled = (name: string, status: string) =>
  vi.waitFor(
    () => expect(world.service.context.capacityReservations.get(name)?.status).toBe(status),
    PATIENCE,
  );
/** Lets one transition happen and waits for the state that it leads to. */
const step = async (name: string, status: string) => {
  world.service.control?.pace.step("capacity-reservation", 1);
  await settled(name, status);
};

test("a reservation lives from PENDING to its removal", async () => {
  const created = new Date(now);
  await create("r", 24);
  expect(await get("r")).toEqual({
    Name: "r",
    Status: "PENDING",
    TargetDpus: 24,
    AllocatedDpus: 0,
    LastAllocation: { Status: "PENDING", RequestTime: created },
    CreationTime: created,
  });
  expect((await refusal(update("r", 28))).message).toContain("while it is PENDING");

  now += 60_000;
  await step("r", "ACTIVE");
  const allocated = new Date(now);
  const active = {
    Name: "r",
    Status: "ACTIVE",
    TargetDpus: 24,
    AllocatedDpus: 24,
    LastAllocation: { Status: "SUCCEEDED", RequestTime: created, RequestCompletionTime: allocated },
    LastSuccessfulAllocationTime: allocated,
    CreationTime: created,
  };
  expect(await get("r")).toEqual(active);

  now += 60_000;
  await update("r", 48);
  expect(await get("r")).toEqual({
    ...active,
    Status: "UPDATE_PENDING",
    TargetDpus: 48,
    LastAllocation: { Status: "PENDING", RequestTime: new Date(now) },
  });
  await step("r", "ACTIVE");
  expect(await get("r")).toMatchObject({ TargetDpus: 48, AllocatedDpus: 48 });
  expect((await refusal(remove("r"))).message).toContain("cannot be deleted while it is ACTIVE");

  await cancel("r");
  await cancel("r");
  expect(await get("r")).toMatchObject({ Status: "CANCELLING", AllocatedDpus: 48 });
  expect((await refusal(remove("r"))).message).toContain("while it is CANCELLING");
  await step("r", "CANCELLED");
  expect(await get("r")).toMatchObject({ Status: "CANCELLED", AllocatedDpus: 0, TargetDpus: 48 });
  await cancel("r");
  expect((await refusal(update("r", 48))).message).toContain("while it is CANCELLED");

  expect((await refusal(create("r", 24))).message).toBe("Capacity reservation r already exists.");
  await remove("r");
  expect(await refusal(get("r"))).toMatchObject({
    name: "InvalidRequestException",
    message: "Capacity reservation r was not found.",
  });
  await create("r", 24);
});

test("by the clock it becomes ACTIVE by itself", async () => {
  world.service.control?.pace.setMode({ mode: "by-clock", factor: 0.001 }, [
    "capacity-reservation",
  ]);
  await create("clock", 4);
  await settled("clock", "ACTIVE");
});

test("creating once more what is there is no error, anything else is", async () => {
  const tags = [
    { Key: "b", Value: "2" },
    { Key: "a", Value: "1" },
  ];
  await create("same", 8, tags);
  await create("same", 8, tags);
  const others = [
    create("same", 12, tags),
    create("same", 8),
    create("same", 8, [{ Key: "a", Value: "1" }]),
  ];
  for (const refused of await Promise.all(others.map(refusal)))
    expect(refused.message).toBe("Capacity reservation same already exists.");
});

test("a reservation that is still PENDING can be cancelled", async () => {
  await create("early", 4);
  await cancel("early");
  world.service.control?.pace.setMode({ mode: "at-once" }, ["capacity-reservation"]);
  await settled("early", "CANCELLED");
  expect(await get("early")).not.toHaveProperty("LastSuccessfulAllocationTime");
});

test("capacity is given back an hour after it was allocated at the earliest", async () => {
  world.service.control?.pace.setMode({ mode: "at-once" }, ["capacity-reservation"]);
  await create("shrinking", 24);
  await settled("shrinking", "ACTIVE");
  now += 3_599_999;
  expect((await refusal(update("shrinking", 20))).message).toContain("cannot be decreased before");
  await update("shrinking", 24);
  expect(await get("shrinking")).toMatchObject({ Status: "ACTIVE" });
  now += 1;
  await update("shrinking", 20);
  await vi.waitFor(
    async () =>
      expect(await get("shrinking")).toMatchObject({ Status: "ACTIVE", AllocatedDpus: 20 }),
    PATIENCE,
  );
});

test("cancelled reservations are shown for 45 days", async () => {
  world.service.control?.pace.setMode({ mode: "at-once" }, ["capacity-reservation"]);
  await create("old", 4, [{ Key: "a", Value: "b" }]);
  await cancel("old");
  await settled("old", "CANCELLED");
  now += 45 * 24 * 3_600_000;
  expect(await get("old")).toMatchObject({ Status: "CANCELLED" });
  now += 1;
  expect((await refusal(get("old"))).message).toContain("was not found");
  await create("old", 8);
  expect(world.service.context.tags.list("capacity-reservation/old")).toEqual([]);
});

test("the account has 100 reservations and 1000 DPUs, the cancelled ones not counted", async () => {
  await create("big", 960);
  expect((await refusal(create("bigger", 44))).message).toContain("1004 DPUs; its limit is 1000");
  await create("rest", 40);
  await cancel("big");
  await step("rest", "ACTIVE");
  await step("big", "CANCELLED");
  expect((await refusal(update("rest", 1_004))).message).toContain("its limit is 1000");
  for (let n = 1; n < 100; n += 1) await create(`many-${n}`, 4);
  expect((await refusal(create("many-100", 4))).message).toContain("100 capacity reservations");
});

test("what the API refuses", async () => {
  expect((await refusal(create("odd", 25))).message).toBe("TargetDpus must be a multiple of 4.");
  expect((await refusal(create("small", 3))).message).toBe(
    "1 validation error detected: Value at 'targetDpus' failed to satisfy constraint: Member must have value greater than or equal to 4",
  );
  expect((await refusal(create("with blank", 4))).message).toContain("regular expression pattern");
  const calls = [get("none"), update("none", 4), cancel("none"), remove("none")];
  for (const refused of await Promise.all(calls.map(refusal)))
    expect(refused.message).toBe("Capacity reservation none was not found.");
});

test("the list pages in name order to its end", async () => {
  for (const name of ["d", "a", "c", "b", "e"]) await create(name, 4);
  const read = (MaxResults?: number, NextToken?: string) =>
    world.client.send(new ListCapacityReservationsCommand({ MaxResults, NextToken }));
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await read(2, NextToken);
    names.push(...(page.CapacityReservations ?? []).map((one) => one.Name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(names).toEqual(["a", "b", "c", "d", "e"]);
  expect((await read()).CapacityReservations).toHaveLength(5);
  expect((await refusal(read(51))).message).toContain("less than or equal to 50");
  expect((await refusal(read(1, "abc"))).message).toBe("The nextPageToken is malformed: abc");
});

test("a restart goes on where the state machine stood", async () => {
  await create("resumed", 16);
  await create("ending", 4);
  await cancel("ending");
  await world.close();
  await start();
  expect(await get("resumed")).toMatchObject({ Status: "PENDING" });
  world.service.control?.pace.setMode({ mode: "at-once" }, ["capacity-reservation"]);
  await settled("resumed", "ACTIVE");
  await settled("ending", "CANCELLED");
  expect(await get("resumed")).toMatchObject({ AllocatedDpus: 16 });
});
