import { rm } from "node:fs/promises";
import {
  type AthenaClient,
  ExportNotebookCommand,
  ImportNotebookCommand,
  UpdateNotebookCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildBundle, freePort, killLaunched, launch, ready } from "../../launch.fixture";
import { clientOf, makeDataDir } from "../test-service.fixture";

const KILLS = 4;
const SAVES = 5;

let dataDir: string;
beforeAll(async () => {
  buildBundle();
  dataDir = await makeDataDir();
}, 60_000);
afterAll(async () => {
  killLaunched();
  await rm(dataDir, { recursive: true, force: true });
});

/** Large enough that a kill can fall into its writing. */
const payloadOf = (save: number) =>
  JSON.stringify({
    cells: [{ cell_type: "raw", metadata: {}, source: `${save} `.repeat(200_000) }],
    metadata: { save },
    nbformat: 4,
    nbformat_minor: 5,
  });

const exported = async (client: AthenaClient, NotebookId: string) =>
  (await client.send(new ExportNotebookCommand({ NotebookId }))).Payload;

test("kill -9 while notebooks are saved: what was acknowledged is there, and no half of another", async () => {
  const port = await freePort();
  const client = clientOf(`http://127.0.0.1:${port}`);
  let running = launch(dataDir, port, "--no-sample");
  await ready(port);
  const { NotebookId = "" } = await client.send(
    new ImportNotebookCommand({
      WorkGroup: "spark-research",
      Name: "saved",
      Type: "IPYNB",
      Payload: payloadOf(0),
    }),
  );
  const save = (number: number) =>
    client.send(
      new UpdateNotebookCommand({ NotebookId, Type: "IPYNB", Payload: payloadOf(number) }),
    );

  let acknowledged = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    for (let n = 0; n < SAVES; n += 1) {
      await save(acknowledged + 1);
      acknowledged += 1;
    }
    const underWay = save(acknowledged + 1).then(
      () => acknowledged + 1,
      () => acknowledged,
    );
    // Each time a little later, so that the kill falls into another moment of the save.
    for (let turn = 0; turn < kill * 4; turn += 1) await new Promise(setImmediate);
    running.child.kill("SIGKILL");
    await running.exited;
    acknowledged = await underWay;

    running = launch(dataDir, port, "--no-sample");
    await ready(port);
    const found = await exported(client, NotebookId);
    expect([payloadOf(acknowledged), payloadOf(acknowledged + 1)]).toContain(found);
    acknowledged = (JSON.parse(found ?? "") as { metadata: { save: number } }).metadata.save;
  }
  client.destroy();
}, 60_000);
