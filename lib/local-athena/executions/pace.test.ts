import { GetQueryResultsCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../operations/test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService({ control: true });
  world.service.control?.pace.setMode({ mode: "by-step" });
});
afterAll(() => world.close());

const step = () => world.service.control?.pace.step("query-execution", 1);
const stateOf = async (id: string) => (await world.execution(id)).Status?.State;
const reaches = (id: string, state: string) =>
  expect.poll(() => stateOf(id), { interval: 5 }).toBe(state);
const isHeld = () =>
  expect
    .poll(
      () =>
        world.service.control?.pace.states().find((one) => one.machine === "query-execution")
          ?.waiting,
      { interval: 5 },
    )
    .toBe(1);

test("each state is shown until the next one has its turn", async () => {
  const id = await world.start("SELECT 1");
  await isHeld();
  expect(await stateOf(id)).toBe("QUEUED");
  step();
  await reaches(id, "RUNNING");
  await isHeld();
  expect(
    (await refusal(world.client.send(new GetQueryResultsCommand({ QueryExecutionId: id }))))
      .message,
  ).toBe("Query has not yet finished. Current state: RUNNING");
  step();
  await reaches(id, "SUCCEEDED");
});

test("what is held can be stopped, and leaves no result", async () => {
  for (const steps of [0, 1]) {
    const id = await world.start("SELECT 1");
    await isHeld();
    if (steps === 1) {
      step();
      await reaches(id, "RUNNING");
      await isHeld();
    }
    await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    expect(await stateOf(id)).toBe("CANCELLED");
    await world.service.context.runner.settled(id);
    const { store } = world.service.context;
    const { objects } = await store.list("athenaeum-results", { prefix: `primary/${id}` });
    expect(objects).toEqual([]);
  }
});
