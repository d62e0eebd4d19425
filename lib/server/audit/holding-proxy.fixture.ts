import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** Where a call of the operation stops for good: on its way to Athena, or on the way back. */
export type Hold = { operation: string; at: "call" | "answer" /** Unset: all. */; count?: number };

/** Stands between a console and Athena; `held` resolves when a call has come to where it stops. */
export async function startHoldingProxy(targetPort: number, hold: Hold) {
  let reached: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let left = hold.count ?? Number.POSITIVE_INFINITY;
  const server = createServer((incoming, outgoing) => {
    const isOne = String(incoming.headers["x-amz-target"] ?? "").endsWith(`.${hold.operation}`);
    const holds = isOne && left > 0;
    if (isOne) left -= 1;
    if (holds && hold.at === "call") return reached();
    const onAnswer = (answer: IncomingMessage) => {
      if (!holds) return pass(answer, outgoing);
      answer.resume();
      answer.on("end", reached);
    };
    const { method, url: path, headers } = incoming;
    const onward = request(
      { host: "127.0.0.1", port: targetPort, method, path, headers },
      onAnswer,
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    held,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(answer: IncomingMessage, outgoing: ServerResponse) {
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}
