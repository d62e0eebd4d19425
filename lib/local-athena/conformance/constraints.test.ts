import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import { send } from "../protocol/raw-athena.fixture";
import { inputMembers } from "../protocol/shapes";
import { brokenInputs } from "./broken-inputs.fixture";
import { operationNames, smallestInput } from "./model-input.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const call = async (operation: string, input: unknown) => {
  const answer = await send(world.service.port, operation, JSON.stringify(input));
  return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> };
};

test.each(operationNames)("%s takes its smallest valid input", async (operation) => {
  const { status, body, headers } = await call(
    operation,
    smallestInput(inputMembers(operation) ?? []),
  );
  expect(headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
  expect([200, 400]).toContain(status);
  if (status === 200) return;
  expect(body.__type).toMatch(/^(InvalidRequest|ResourceNotFound|Metadata)Exception$/);
  expect(body.Message).not.toContain("validation error");
});

test.each(operationNames)(
  "%s refuses every broken constraint in Athena's words",
  async (operation) => {
    const cases = brokenInputs(operation);
    for (const { what, input, message, kind } of cases) {
      const { status, body } = await call(operation, input);
      const codes =
        kind === "InvalidRequestException"
          ? { AthenaErrorCode: "INVALID_INPUT", ErrorCode: "INVALID_INPUT" }
          : {};
      expect([status, body], `${operation} ${what}`).toEqual([
        400,
        { __type: kind, ...codes, Message: message },
      ]);
    }
  },
);

test("the cases reach every member of the model", () => {
  const counts = operationNames.map((operation) => brokenInputs(operation).length);
  const without = operationNames.filter((_, index) => counts[index] === 0);
  expect(without).toEqual([]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1_500);
});
