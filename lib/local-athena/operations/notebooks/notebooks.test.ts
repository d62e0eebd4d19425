import { randomUUID } from "node:crypto";
import {
  CreateNotebookCommand,
  CreateWorkGroupCommand,
  DeleteNotebookCommand,
  DeleteWorkGroupCommand,
  ExportNotebookCommand,
  GetNotebookMetadataCommand,
  ImportNotebookCommand,
  type ImportNotebookCommandInput,
  ListNotebookMetadataCommand,
  ListNotebookSessionsCommand,
  UpdateNotebookCommand,
  UpdateNotebookMetadataCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDir, refusal, startTestService, type TestService } from "../test-service.fixture";

const WORKGROUP = "spark-research";
let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

/** With what a parser that writes it again would change: odd blanks, escapes, unknown members, number forms. */
const document = (source = "print(1)") =>
  `{ "cells" : [{"cell_type":"code","id":"a-1","metadata":{"tags":[]},"execution_count":null,"outputs":[],"source":${JSON.stringify(source)},"own":1.50}],
  "metadata":{"\\u00e9":"é"},"nbformat":4, "nbformat_minor":5}`;

async function importing(input: Partial<ImportNotebookCommandInput> = {}): Promise<string> {
  const answer = await world.client.send(
    new ImportNotebookCommand({
      WorkGroup: WORKGROUP,
      Name: randomUUID(),
      Type: "IPYNB",
      Payload: document(),
      ...input,
    }),
  );
  return answer.NotebookId ?? "";
}

const exported = (NotebookId: string) =>
  world.client.send(new ExportNotebookCommand({ NotebookId }));
const metadata = async (NotebookId: string) =>
  (await world.client.send(new GetNotebookMetadataCommand({ NotebookId }))).NotebookMetadata;
const messageOf = async (call: Promise<unknown>) => (await refusal(call)).message;

test("a new notebook is empty and valid", async () => {
  const { NotebookId = "" } = await world.client.send(
    new CreateNotebookCommand({ WorkGroup: WORKGROUP, Name: "new one" }),
  );
  const { Payload, NotebookMetadata } = await exported(NotebookId);
  expect(JSON.parse(Payload ?? "")).toMatchObject({ cells: [], nbformat: 4, nbformat_minor: 5 });
  expect(NotebookMetadata).toMatchObject({
    NotebookId,
    Name: "new one",
    WorkGroup: WORKGROUP,
    Type: "IPYNB",
  });
  expect(NotebookMetadata?.CreationTime).toEqual(NotebookMetadata?.LastModifiedTime);
  expect(await metadata(NotebookId)).toEqual(NotebookMetadata);
});

test("what is imported or saved comes back byte for byte", async () => {
  const id = await importing();
  expect((await exported(id)).Payload).toBe(document());
  const before = await metadata(id);
  const next = document("print('zwei \u{1F980}')");
  await world.client.send(
    new UpdateNotebookCommand({ NotebookId: id, Payload: next, Type: "IPYNB" }),
  );
  expect((await exported(id)).Payload).toBe(next);
  const after = await metadata(id);
  expect(after?.CreationTime).toEqual(before?.CreationTime);
  expect(after?.LastModifiedTime?.getTime()).toBeGreaterThanOrEqual(
    before?.LastModifiedTime?.getTime() ?? Number.POSITIVE_INFINITY,
  );
});

test("a payload of ten million characters is kept, a longer one is refused", async () => {
  const room = 10_485_760 - document("").length;
  const largest = document("x".repeat(room));
  const id = await importing({ Payload: largest });
  expect((await exported(id)).Payload).toBe(largest);
  const tooLong = importing({ Payload: document("x".repeat(room + 1)) });
  expect(await messageOf(tooLong)).toContain("less than or equal to 10485760");
});

test.each([
  ["not JSON", "{", "it is not JSON"],
  ["a list", "[]", "it is not an object"],
  [
    "nbformat 3",
    '{"nbformat":3,"nbformat_minor":0,"metadata":{},"worksheets":[]}',
    "nbformat is not 4",
  ],
  ["no cells", '{"nbformat":4,"nbformat_minor":5,"metadata":{}}', "cells is not a list"],
  [
    "a cell of no kind",
    '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"sql","source":"","metadata":{}}]}',
    "cells[0].cell_type is not code, markdown or raw",
  ],
  [
    "an output of no kind",
    '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","source":["a"],"metadata":{},"execution_count":1,"outputs":[{"output_type":"script"}]}]}',
    "cells[0].outputs[0].output_type is not one of",
  ],
])("%s is refused, and an update with it loses nothing", async (_kind, payload, problem) => {
  expect(await messageOf(importing({ Payload: payload }))).toContain(problem);
  const id = await importing();
  const update = world.client.send(
    new UpdateNotebookCommand({ NotebookId: id, Payload: payload, Type: "IPYNB" }),
  );
  expect(await messageOf(update)).toContain(problem);
  expect((await exported(id)).Payload).toBe(document());
});

test("a notebook can be read from an object; exactly one source is given", async () => {
  const { store } = world.service.context;
  const body = document("from S3");
  await store.put("athenaeum-results", "in/one.ipynb", Buffer.from(body));
  const fromS3 = (uri: string) => importing({ Payload: undefined, NotebookS3LocationUri: uri });
  const id = await fromS3("s3://athenaeum-results/in/one.ipynb");
  expect((await exported(id)).Payload).toBe(body);

  const none = "s3://athenaeum-results/in/none.ipynb";
  expect(await messageOf(fromS3(none))).toBe(`There is no object at ${none}.`);
  expect(await messageOf(fromS3("s3://nowhere-at-all/x"))).toContain("There is no object");
  expect(await messageOf(fromS3("s3://athenaeum-results"))).toContain("not a valid S3 path");
  await store.put("athenaeum-results", "in/big.ipynb", Buffer.alloc(10_485_761, " "));
  expect(await messageOf(fromS3("s3://athenaeum-results/in/big.ipynb"))).toContain(
    "At most 10485760",
  );
  const both = importing({ NotebookS3LocationUri: none });
  expect(await messageOf(both)).toBe(
    "Exactly one of Payload or NotebookS3LocationUri must be provided.",
  );
  expect(await messageOf(importing({ Payload: undefined }))).toContain("Exactly one of");
});

test("a name stands once in a workgroup; renaming keeps that and the content", async () => {
  const Name = `unique ${randomUUID()}`;
  const id = await importing({ Name });
  const taken = `Notebook with name ${Name} already exists in the workgroup.`;
  expect(await messageOf(importing({ Name }))).toBe(taken);
  const other = await importing();
  const rename = (NotebookId: string, name: string) =>
    world.client.send(new UpdateNotebookMetadataCommand({ NotebookId, Name: name }));
  expect(await messageOf(rename(other, Name))).toBe(taken);
  await rename(id, Name);
  await rename(id, `${Name} 2`);
  expect(await metadata(id)).toMatchObject({ Name: `${Name} 2` });
  await rename(other, Name);
  expect((await exported(id)).Payload).toBe(document());
});

test("a repeated token answers with the first notebook, other parameters are refused", async () => {
  const ClientRequestToken = randomUUID();
  const Name = randomUUID();
  const id = await importing({ Name, ClientRequestToken });
  expect(await importing({ Name, ClientRequestToken })).toBe(id);
  const changed = await refusal(importing({ Name: `${Name} b`, ClientRequestToken }));
  expect(changed.AthenaErrorCode).toBe("IDEMPOTENT_PARAMETER_MISMATCH");
  const save = (Payload: string) =>
    world.client.send(
      new UpdateNotebookCommand({ NotebookId: id, Payload, Type: "IPYNB", ClientRequestToken }),
    );
  await save(document("first"));
  await world.client.send(
    new UpdateNotebookCommand({ NotebookId: id, Payload: document("second"), Type: "IPYNB" }),
  );
  await save(document("first"));
  expect((await exported(id)).Payload).toBe(document("second"));
});

test("notebooks come in name order, in pages, by part of a name", async () => {
  await world.client.send(
    new CreateWorkGroupCommand({
      Name: "listed",
      Configuration: { EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" } },
    }),
  );
  const names = ["b two", "a one", "c one", "\u{1F980} crab", "～ wave"];
  for (const Name of names) await importing({ WorkGroup: "listed", Name });
  const read = async (Name?: string) => {
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await world.client.send(
        new ListNotebookMetadataCommand({
          WorkGroup: "listed",
          MaxResults: 2,
          NextToken,
          ...(Name === undefined ? {} : { Filters: { Name } }),
        }),
      );
      expect(page.NotebookMetadataList?.length).toBeLessThanOrEqual(2);
      found.push(...(page.NotebookMetadataList ?? []).map((one) => one.Name));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  };
  expect(await read()).toEqual(["a one", "b two", "c one", "\u{1F980} crab", "～ wave"]);
  expect(await read("one")).toEqual(["a one", "c one"]);
  expect(await read("none")).toEqual([]);
  const foreign = world.client.send(
    new ListNotebookMetadataCommand({ WorkGroup: "listed", NextToken: "abc" }),
  );
  expect(await messageOf(foreign)).toBe("The nextPageToken is malformed: abc");
});

test("only workgroups of PySpark engine version 3 have notebooks, and disabled ones only readers", async () => {
  for (const [WorkGroup, problem] of [
    ["primary", "has no notebooks"],
    ["spark-connect", "has no notebooks"],
    ["nowhere", "WorkGroup is not found."],
  ] as const) {
    expect(await messageOf(importing({ WorkGroup }))).toContain(problem);
    const list = world.client.send(new ListNotebookMetadataCommand({ WorkGroup }));
    expect(await messageOf(list)).toContain(problem);
  }
  const id = await importing();
  const setState = (State: "ENABLED" | "DISABLED") =>
    world.client.send(new UpdateWorkGroupCommand({ WorkGroup: WORKGROUP, State }));
  await setState("DISABLED");
  const disabled = `WorkGroup ${WORKGROUP} is disabled.`;
  const update = new UpdateNotebookCommand({ NotebookId: id, Payload: document(), Type: "IPYNB" });
  const rename = new UpdateNotebookMetadataCommand({ NotebookId: id, Name: "renamed" });
  expect(await messageOf(importing())).toBe(disabled);
  expect(await messageOf(world.client.send(update))).toBe(disabled);
  expect(await messageOf(world.client.send(rename))).toBe(disabled);
  const remove = world.client.send(new DeleteNotebookCommand({ NotebookId: id }));
  expect(await messageOf(remove)).toBe(disabled);
  expect((await exported(id)).Payload).toBe(document());
  await setState("ENABLED");
});

test("a deleted notebook is unknown, and so is one that never was", async () => {
  const id = await importing();
  await world.client.send(new DeleteNotebookCommand({ NotebookId: id }));
  for (const NotebookId of [id, randomUUID()]) {
    const unknown = `Notebook ${NotebookId} was not found.`;
    expect(await messageOf(exported(NotebookId))).toBe(unknown);
    expect(await messageOf(metadata(NotebookId))).toBe(unknown);
    const again = world.client.send(new DeleteNotebookCommand({ NotebookId }));
    expect(await messageOf(again)).toBe(unknown);
    const sessions = world.client.send(new ListNotebookSessionsCommand({ NotebookId }));
    expect(await refusal(sessions)).toMatchObject({
      name: "ResourceNotFoundException",
      message: unknown,
    });
  }
  expect(await messageOf(exported("not-an-id"))).toContain("regular expression pattern");
});

test("a workgroup takes its notebooks with it, and only when asked to", async () => {
  const WorkGroup = "with-notebooks";
  const make = () =>
    world.client.send(
      new CreateWorkGroupCommand({
        Name: WorkGroup,
        Configuration: { EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" } },
      }),
    );
  await make();
  const id = await importing({ WorkGroup });
  const remove = (RecursiveDeleteOption: boolean) =>
    world.client.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
  expect(await messageOf(remove(false))).toContain("is not empty");
  await remove(true);
  await make();
  const list = await world.client.send(new ListNotebookMetadataCommand({ WorkGroup }));
  expect(list.NotebookMetadataList).toEqual([]);
  expect(await messageOf(exported(id))).toContain("was not found");
});

test("notebooks outlive the service", async () => {
  const dataDir = await makeDataDir();
  const first = await startTestService({ dataDir });
  const { NotebookId = "" } = await first.client.send(
    new ImportNotebookCommand({
      WorkGroup: WORKGROUP,
      Name: "kept",
      Type: "IPYNB",
      Payload: document(),
    }),
  );
  await first.close();
  const second = await startTestService({ dataDir });
  const { Payload } = await second.client.send(new ExportNotebookCommand({ NotebookId }));
  expect(Payload).toBe(document());
  await second.close();
});
