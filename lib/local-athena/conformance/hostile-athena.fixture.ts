import { randomUUID } from "node:crypto";
import { inputMembers, type Member, membersOf, type Shape, shapeNamed } from "../protocol/shapes";
import { hostileSql } from "./hostile-sql.fixture";
import { hostileJson, hostileLocation, hostileText, type Targets } from "./hostile-values.fixture";
import { operationNames, smallestValue } from "./model-input.fixture";
import type { Random } from "./random.fixture";

export type HostileRequest = { operation: string; body: string | Buffer };

/** What a fuzzed request may name to get further than "not found". */
export type Known = {
  executionIds: string[];
  sessionIds: string[];
  calculationIds: string[];
  tokens: string[];
};

/** These would leave nothing to work with when they hit the workgroup that everything else uses. */
const CHANGES_WORK_GROUPS = /^(?:Update|Delete|Create)WorkGroup$/;
const IS_SPARK = /Session|Notebook/;

const CODES = [
  "1 / 0",
  "print('x' * 100_000)",
  "while True: pass",
  "import os; print(os.environ, os.listdir('/'))",
  "import time; time.sleep(600)",
  "raise SystemExit",
  "spark.sql('SELECT 1').show()",
];

function knownText(
  random: Random,
  known: Known,
  operation: string,
  member: string,
): string | undefined {
  switch (member) {
    case "WorkGroup":
      if (IS_SPARK.test(operation))
        return random.pick(["spark-research", "spark-connect", "primary"]);
      return CHANGES_WORK_GROUPS.test(operation)
        ? random.pick(["etl", "fuzzed"])
        : random.pick(["primary", "etl", "fuzzed"]);
    case "CatalogName":
    case "Catalog":
      return "AwsDataCatalog";
    case "DatabaseName":
    case "Database":
      return "default";
    case "TableName":
      return `t${random.below(20)}`;
    case "StatementName":
      return `p${random.below(9)}x`;
    case "QueryExecutionId":
      return random.pick(["unknown", ...known.executionIds.slice(-50)]);
    case "SessionId":
      return random.pick(["unknown", ...known.sessionIds.slice(-5)]);
    case "CalculationExecutionId":
      return random.pick(["unknown", ...known.calculationIds.slice(-20)]);
    case "CodeBlock":
      return random.pick(CODES);
    case "NextToken":
      return random.pick(["token", ...known.tokens.slice(-50)]);
    case "ClientRequestToken":
      return randomUUID();
    case "ResourceARN":
      return "arn:aws:athena:eu-central-1:123456789012:workgroup/etl";
    default:
      return undefined;
  }
}

function memberValue(
  random: Random,
  targets: Targets,
  known: Known,
  operation: string,
  name: string,
  shape: Shape,
): unknown {
  if (random.chance(0.06)) return hostileJson(random, targets);
  switch (shape.type) {
    case "structure":
      return inputOf(random, targets, known, operation, membersOf(shape.members ?? {}));
    case "list":
      return Array.from({ length: (shape.min ?? 0) + random.below(3) }, () =>
        memberValue(random, targets, known, operation, name, shapeNamed(shape.element ?? "")),
      );
    case "map":
      return Object.fromEntries(
        Array.from({ length: random.below(3) }, () => [
          hostileText(random, targets),
          hostileText(random, targets),
        ]),
      );
    case "string":
      if (name === "QueryString" || name === "QueryStatement") return hostileSql(random, targets);
      if (/Location|Uri$/.test(name)) return hostileLocation(random, targets);
      if (random.chance(0.15)) return hostileText(random, targets);
      return knownText(random, known, operation, name) ?? smallestValue(shape);
    default:
      return smallestValue(shape);
  }
}

const inputOf = (
  random: Random,
  targets: Targets,
  known: Known,
  operation: string,
  members: readonly Member[],
): Record<string, unknown> =>
  Object.fromEntries(
    members
      .filter(({ required }) => (required ? random.chance(0.97) : random.chance(0.4)))
      .map(({ name, shape }) => [
        name,
        memberValue(random, targets, known, operation, name, shape),
      ]),
  );

/** Damages a body: bytes flipped, cut off, doubled. */
function damaged(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return bytes;
  for (let n = random.below(4); n >= 0; n -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  if (random.chance(0.3)) return bytes.subarray(0, random.below(bytes.length));
  return random.chance(0.2) ? Buffer.concat([bytes, bytes]) : bytes;
}

/** Sessions and code in them, as they should be: chance alone would hardly ever hit on one. */
function sparkRequest(random: Random, known: Known): HostileRequest {
  const SessionId = random.pick(["unknown", ...known.sessionIds.slice(-5)]);
  const [operation, input] = random.pick<[string, object]>([
    ["StartSession", { WorkGroup: "spark-research", EngineConfiguration: {} }],
    ["StartSession", { WorkGroup: "spark-connect", EngineConfiguration: {} }],
    ["StartCalculationExecution", { SessionId, CodeBlock: random.pick(CODES) }],
    ["StartCalculationExecution", { SessionId, CodeBlock: random.pick(CODES) }],
    ["TerminateSession", { SessionId }],
  ]);
  return { operation, body: JSON.stringify(input) };
}

/** One request to Athena; half of them StartQueryExecution, whose statement does the rest. */
export function hostileRequest(random: Random, targets: Targets, known: Known): HostileRequest {
  if (random.chance(0.4)) {
    const input = {
      QueryString: hostileSql(random, targets),
      ClientRequestToken: randomUUID(),
      ...(random.chance(0.2) && {
        ResultConfiguration: { OutputLocation: hostileLocation(random, targets) },
      }),
      ...(random.chance(0.1) && { ExecutionParameters: [hostileText(random, targets)] }),
    };
    return { operation: "StartQueryExecution", body: JSON.stringify(input) };
  }
  if (random.chance(0.06)) return sparkRequest(random, known);
  const operation = random.chance(0.01)
    ? hostileText(random, targets)
    : random.pick(operationNames);
  const members = inputMembers(operation) ?? [];
  const body = JSON.stringify(
    random.chance(0.05)
      ? hostileJson(random, targets)
      : inputOf(random, targets, known, operation, members),
  );
  return { operation, body: random.chance(0.1) ? damaged(random, body) : body };
}
