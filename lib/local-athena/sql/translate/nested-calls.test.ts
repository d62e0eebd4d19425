import { afterAll, beforeAll, expect, test } from "vitest";
import { nested, nestedCalls } from "../../conformance/nested-calls.fixture";
import { SqlError } from "../engine";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

// What multiplied with the depth would not end within the test's time.
test.each(nestedCalls)("%s…%s thirty deep answers or is refused", async (...call) => {
  const outcome = await athena.query(`SELECT ${nested(call, 30)}`).catch((error: unknown) => error);
  if (outcome instanceof SqlError)
    expect(outcome.reason).toMatch(/^STACK_OVERFLOW: |subqueries inside one another/);
  else expect(outcome).toMatchObject({ rows: [[expect.anything()]] });
});
