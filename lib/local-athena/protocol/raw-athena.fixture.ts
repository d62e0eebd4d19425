import { request } from "node:http";

export type RawAnswer = { status: number; headers: Record<string, string>; text: string };

type RawOptions = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
};

/** Sends bytes as they are and returns what came back; for requests that no SDK would send. */
export function send(
  port: number,
  operation: string,
  body: string | Buffer,
  { method = "POST", path = "/", headers = {} }: RawOptions = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: {
          "Content-Type": "application/x-amz-json-1.1",
          "X-Amz-Target": `AmazonAthena.${operation}`,
          "Content-Length": Buffer.byteLength(body),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
            ),
            text: Buffer.concat(chunks).toString(),
          }),
        );
        answer.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}
