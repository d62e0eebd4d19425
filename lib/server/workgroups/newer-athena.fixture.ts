import { createServer } from "node:http";
import { json } from "node:stream/consumers";

type Members = Record<string, unknown>;

/**
 * An Athena that is newer than the SDK: what it keeps of a workgroup has members that nobody here knows. `received`
 * has the bodies of UpdateWorkGroup. All else is what the one behind it says.
 */
export async function startNewerAthena(targetPort: number, added: Members) {
  const received: Members[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"] ?? "").split(".")[1];
    const body = (await json(incoming)) as Members;
    if (operation === "UpdateWorkGroup") received.push(body);
    const headers = Object.fromEntries(
      ["x-amz-target", "content-type"].map((name) => [name, String(incoming.headers[name])]),
    );
    const answer = await fetch(`http://127.0.0.1:${targetPort}/`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { WorkGroup?: { Configuration?: Members } };
    if (operation === "GetWorkGroup" && said.WorkGroup?.Configuration)
      said.WorkGroup.Configuration = both(said.WorkGroup.Configuration, added);
    outgoing.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
    outgoing.end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const both = (one: Members, other: Members): Members => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([name, value]) => {
      const there = one[name];
      const nests = typeof there === "object" && typeof value === "object";
      return [name, nests ? both({ ...there }, { ...value }) : value];
    }),
  ),
});
