import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { createDiskStore } from "../storage/disk-store";
import type { ObjectStore } from "../storage/object-store";
import { createS3Handler, type S3HandlerOptions } from "./handler";

export const ourKey = { accessKeyId: "OURKEY", secretAccessKey: "our/secret" };

export type S3TestServer = {
  endpoint: string;
  rootDir: string;
  store: ObjectStore;
  /** Faults that a client saw as InternalError. */
  faults: unknown[];
  client(config?: S3ClientConfig): S3Client;
  close(): Promise<void>;
};

/** A real server on a free loopback port over a folder of its own. */
export async function startS3Server(
  options: Partial<S3HandlerOptions> = {},
): Promise<S3TestServer> {
  const rootDir = await mkdtemp(join(tmpdir(), "s3-server-"));
  const store = await createDiskStore({ rootDir });
  const faults: unknown[] = [];
  const handler = createS3Handler({
    store,
    credentials: new Map([[ourKey.accessKeyId, ourKey.secretAccessKey]]),
    region: "us-east-1",
    accountId: "123456789012",
    onError: (error) => faults.push(error),
    ...options,
  });
  const server = createServer((req, res) => void handler(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: S3Client[] = [];
  return {
    endpoint,
    rootDir,
    store,
    faults,
    client(config) {
      const client = new S3Client({
        endpoint,
        region: "us-east-1",
        forcePathStyle: true,
        credentials: ourKey,
        maxAttempts: 1,
        ...config,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(rootDir, { recursive: true });
    },
  };
}
