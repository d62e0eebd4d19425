import {
  CreatePresignedNotebookUrlCommand,
  DeleteNotebookCommand,
  ExportNotebookCommand,
  GetSessionStatusCommand,
  ImportNotebookCommand,
  ListNotebookSessionsCommand,
  StartSessionCommand,
  TerminateSessionCommand,
  UpdateNotebookCommand,
  UpdateNotebookMetadataCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

const WorkGroup = "spark-research";
const MINUTE_MS = 60_000;

let world: TestService;
let now = Date.now();
beforeAll(async () => {
  world = await startTestService({ now: () => now });
});
afterAll(() => world.close());

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const HOSTILE = "<script>document.title='stolen'</script>";

const payload = JSON.stringify({
  cells: [
    { cell_type: "markdown", metadata: {}, source: ["# Title\n", HOSTILE] },
    {
      cell_type: "code",
      execution_count: 1,
      metadata: {},
      source: "print('code of the cell')",
      outputs: [
        { output_type: "stream", name: "stdout", text: ["\u001b[31mred text\u001b[0m\n"] },
        { output_type: "error", ename: "NameError", evalue: "name 'x'", traceback: [] },
        {
          output_type: "display_data",
          metadata: {},
          data: { "text/html": HOSTILE, "text/plain": "plain form", "image/png": PNG },
        },
        { output_type: "display_data", metadata: {}, data: { "text/html": HOSTILE } },
        {
          output_type: "display_data",
          metadata: {},
          data: {
            "application/vnd.dataresource+json": {
              schema: { fields: [{ name: "origin" }, { name: HOSTILE }] },
              data: [{ origin: "ORD", [HOSTILE]: null }],
            },
          },
        },
      ],
    },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

async function importing(Name: string): Promise<string> {
  const answer = await world.client.send(
    new ImportNotebookCommand({ WorkGroup, Name, Type: "IPYNB", Payload: payload }),
  );
  return answer.NotebookId ?? "";
}

async function startSession(NotebookId: string): Promise<string> {
  const answer = await world.client.send(
    new StartSessionCommand({
      WorkGroup,
      NotebookVersion: "Athena notebook version 1",
      EngineConfiguration: { MaxConcurrentDpus: 4, AdditionalConfigs: { NotebookId } },
    }),
  );
  return answer.SessionId ?? "";
}

async function terminate(SessionId: string): Promise<void> {
  await world.client.send(new TerminateSessionCommand({ SessionId }));
  await vi.waitFor(async () => {
    const { Status } = await world.client.send(new GetSessionStatusCommand({ SessionId }));
    expect(Status?.State).toBe("TERMINATED");
  });
}

const messageOf = async (call: Promise<unknown>) => (await refusal(call)).message;
const sessionsOf = async (NotebookId: string) =>
  (await world.client.send(new ListNotebookSessionsCommand({ NotebookId }))).NotebookSessionsList;
const presign = (SessionId: string) =>
  world.client.send(new CreatePresignedNotebookUrlCommand({ SessionId }));

test("while a session holds it open, a notebook is saved by that session and neither renamed nor deleted", async () => {
  const id = await importing("held open");
  const save = (SessionId?: string) =>
    world.client.send(
      new UpdateNotebookCommand({ NotebookId: id, Payload: payload, Type: "IPYNB", SessionId }),
    );
  const rename = () =>
    world.client.send(new UpdateNotebookMetadataCommand({ NotebookId: id, Name: "other" }));
  const remove = () => world.client.send(new DeleteNotebookCommand({ NotebookId: id }));
  expect(await sessionsOf(id)).toEqual([]);
  await save();

  const session = await startSession(id);
  expect(await sessionsOf(id)).toEqual([
    { SessionId: session, CreationTime: new Date(Math.floor(now)) },
  ]);
  expect(await messageOf(save())).toContain("SessionId is required");
  await save(session);
  const other = await startSession(await importing("another one"));
  expect(await messageOf(save(other))).toContain("is not an active session of notebook");
  expect(await messageOf(rename())).toContain(session);
  expect(await messageOf(remove())).toContain(session);

  await terminate(session);
  expect(await sessionsOf(id)).toEqual([]);
  expect(await messageOf(save(session))).toContain("is not an active session");
  await save();
  await rename();
  await remove();
  expect(
    await messageOf(world.client.send(new ExportNotebookCommand({ NotebookId: id }))),
  ).toContain("was not found");
  await terminate(other);
});

test("a presigned address shows the notebook until its token or its session ends, and runs nothing", async () => {
  const id = await importing("shown");
  const session = await startSession(id);
  const { NotebookUrl = "", AuthToken = "", AuthTokenExpirationTime } = await presign(session);
  expect(AuthTokenExpirationTime).toBe(now + 10 * MINUTE_MS);
  expect(new URL(NotebookUrl).searchParams.get("authToken")).toBe(AuthToken);
  expect((await presign(session)).AuthToken).not.toBe(AuthToken);

  const answer = await fetch(NotebookUrl);
  const page = await answer.text();
  expect(answer.status).toBe(200);
  for (const part of ["shown", "code of the cell", "red text", "NameError", "ORD", PNG, "# Title"])
    expect(page).toContain(part);
  expect(page).not.toContain("\u001b");
  expect(page).not.toMatch(/<script|style="|onerror/);
  expect(page).toContain("Not shown here: text/html");
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("script-src");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");

  const statusOf = async (url: string) => (await fetch(url)).status;
  const other = await importing("not shown");
  expect(await statusOf(NotebookUrl.replace(id, other))).toBe(403);
  expect(await statusOf(NotebookUrl.slice(0, -1))).toBe(403);
  expect(await statusOf(NotebookUrl.replace(/\?.*/, ""))).toBe(403);
  now += 10 * MINUTE_MS;
  expect(await statusOf(NotebookUrl)).toBe(403);
  const later = await presign(session);
  expect(await statusOf(later.NotebookUrl ?? "")).toBe(200);
  await terminate(session);
  expect(await statusOf(later.NotebookUrl ?? "")).toBe(403);
  expect(await messageOf(presign(session))).toContain("Session is in the TERMINATED state");
});

test("only a session with a notebook has an address", async () => {
  expect(await messageOf(presign("no-session"))).toBe("Session no-session not found");
  const { SessionId = "" } = await world.client.send(
    new StartSessionCommand({ WorkGroup, EngineConfiguration: { MaxConcurrentDpus: 4 } }),
  );
  expect(await messageOf(presign(SessionId))).toContain("is not a session of a notebook");
  await terminate(SessionId);
});
