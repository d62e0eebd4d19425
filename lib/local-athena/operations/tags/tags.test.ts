import {
  CreateCapacityReservationCommand,
  CreateDataCatalogCommand,
  CreateWorkGroupCommand,
  DeleteDataCatalogCommand,
  DeleteWorkGroupCommand,
  ListTagsForResourceCommand,
  type Tag,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
  world = await startTestService({ dataDir });
});
afterAll(() => world.close());

const arn = (resource: string) => `arn:aws:athena:eu-central-1:123456789012:${resource}`;
const tag = (resource: string, Tags: Tag[]) =>
  world.client.send(new TagResourceCommand({ ResourceARN: arn(resource), Tags }));
const untag = (resource: string, TagKeys: string[]) =>
  world.client.send(new UntagResourceCommand({ ResourceARN: arn(resource), TagKeys }));
const list = async (resource: string) => {
  const input = { ResourceARN: arn(resource) };
  return (await world.client.send(new ListTagsForResourceCommand(input))).Tags;
};
const createWorkGroup = (Name: string, Tags?: Tag[]) =>
  world.client.send(new CreateWorkGroupCommand({ Name, Tags }));
const many = (count: number): Tag[] =>
  Array.from({ length: count }, (_, n) => ({ Key: `key-${n}`, Value: String(n) }));

test("workgroups of a new data folder have tags to filter by", async () => {
  expect(await list("workgroup/etl")).toEqual([
    { Key: "cost-center", Value: "4200" },
    { Key: "team", Value: "data-platform" },
  ]);
  expect(await list("workgroup/primary")).toEqual([]);
});

test("tags are put, replaced, listed by key and removed; unknown keys are passed over", async () => {
  expect(await list("workgroup/primary")).toEqual([]);
  await tag("workgroup/primary", [
    { Key: "team", Value: "data" },
    { Key: "Cost center", Value: "" },
    { Key: "größe", Value: "a+b-c=d._:/@ 1" },
  ]);
  await tag("workgroup/primary", [{ Key: "team", Value: "science" }, { Key: "Team" }]);
  expect(await list("workgroup/primary")).toEqual([
    { Key: "Cost center", Value: "" },
    { Key: "Team", Value: "" },
    { Key: "größe", Value: "a+b-c=d._:/@ 1" },
    { Key: "team", Value: "science" },
  ]);
  await untag("workgroup/primary", ["team", "unknown"]);
  await untag("workgroup/primary", ["team", "Team", "größe"]);
  expect(await list("workgroup/primary")).toEqual([{ Key: "Cost center", Value: "" }]);
});

test("workgroups, catalogs and reservations are created with tags, and a restart keeps them", async () => {
  const Tags = [{ Key: "team", Value: "data" }];
  await createWorkGroup("tagged", Tags);
  await world.client.send(
    new CreateDataCatalogCommand({
      Name: "Tagged",
      Type: "GLUE",
      Parameters: { "catalog-id": "210987654321" },
      Tags,
    }),
  );
  await world.client.send(
    new CreateCapacityReservationCommand({ Name: "tagged", TargetDpus: 24, Tags }),
  );
  await world.close();
  world = await startTestService({ dataDir });
  for (const resource of [
    "workgroup/tagged",
    "datacatalog/Tagged",
    "datacatalog/tagged",
    "capacity-reservation/tagged",
  ]) {
    expect(await list(resource)).toEqual(Tags);
  }
});

test("tags go with their resource", async () => {
  await world.client.send(new DeleteWorkGroupCommand({ WorkGroup: "tagged" }));
  await world.client.send(new DeleteDataCatalogCommand({ Name: "tagged" }));
  await createWorkGroup("tagged");
  expect(await list("workgroup/tagged")).toEqual([]);
  expect((await refusal(list("datacatalog/Tagged"))).name).toBe("ResourceNotFoundException");
});

test("a resource has fifty tags at most", async () => {
  await createWorkGroup("full", many(50));
  await tag("workgroup/full", many(50));
  const over = await refusal(tag("workgroup/full", [{ Key: "another", Value: "" }]));
  expect(over.message).toBe("A resource can have at most 50 tags; this would make 51.");
  expect(await list("workgroup/full")).toHaveLength(50);
  const created = await refusal(createWorkGroup("overfull", many(51)));
  expect(created).toMatchObject({ AthenaErrorCode: "INVALID_INPUT" });
  expect((await refusal(list("workgroup/overfull"))).name).toBe("ResourceNotFoundException");
});

test.each<[string, Tag[], string]>([
  ["no tags", [], "Tags must not be empty."],
  ["a tag without a key", [{ Value: "x" }], "Tag keys must not be null."],
  [
    "a key twice",
    [
      { Key: "a", Value: "1" },
      { Key: "a", Value: "2" },
    ],
    "Tag keys must be unique. Duplicate tag key: a",
  ],
  [
    "a reserved key",
    [{ Key: "AWS:created", Value: "1" }],
    "Tag keys beginning with aws: are reserved for AWS use: AWS:created",
  ],
  ["a foreign character", [{ Key: "a*", Value: "" }], "The tag key 'a*' is invalid."],
  ["a line end", [{ Key: "a", Value: "b\n" }], "The tag value 'b\n' is invalid."],
  [
    "a long key",
    [{ Key: "k".repeat(129), Value: "" }],
    "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128",
  ],
])("refused: %s", async (_what, Tags, message) => {
  const refused = await refusal(tag("workgroup/primary", Tags));
  expect(refused).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(refused.message).toContain(message);
});

test("a workgroup is created without tags or with some, not with none", async () => {
  expect((await refusal(createWorkGroup("empty", []))).message).toBe(
    "Tags provided upon WorkGroup creation must not be empty",
  );
});

test("an ARN of nothing here is not found, and names what was not", async () => {
  for (const resource of [
    "workgroup/nowhere",
    "datacatalog/nowhere",
    "capacity-reservation/nowhere",
  ]) {
    const calls = [
      tag(resource, [{ Key: "a", Value: "b" }]),
      untag(resource, ["a"]),
      list(resource),
    ];
    for (const refused of await Promise.all(calls.map(refusal))) {
      expect(refused).toMatchObject({
        name: "ResourceNotFoundException",
        message: `Resource ${arn(resource)} was not found.`,
        ResourceName: arn(resource),
      });
    }
  }
});

test.each([
  "primary",
  "arn:aws:s3:::bucket",
  "arn:aws:athena:eu-central-1:123456789012:table/primary",
  "arn:aws:athena:eu-central-1:123456789012:__proto__/primary",
  "arn:aws:athena:us-east-1:123456789012:workgroup/primary",
  "arn:aws:athena:eu-central-1:999999999999:workgroup/primary",
])("no resource of this account and region: %s", async (ResourceARN) => {
  const call = world.client.send(new ListTagsForResourceCommand({ ResourceARN }));
  expect(await refusal(call)).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
});

test("pages take 75 tags at least, hence there is one", async () => {
  const page = (MaxResults?: number, NextToken?: string) =>
    world.client.send(
      new ListTagsForResourceCommand({
        ResourceARN: arn("workgroup/full"),
        MaxResults,
        NextToken,
      }),
    );
  const first = await page(75);
  expect(first.Tags).toHaveLength(50);
  expect(first.NextToken).toBeUndefined();
  expect((await refusal(page(74))).message).toContain(
    "Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 75",
  );
  expect((await refusal(page(75, "abc"))).message).toBe("The nextPageToken is malformed: abc");
});
