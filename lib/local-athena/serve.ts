import { parseArgs } from "node:util";
import { type Log, startLocalAthena } from "./app";
import { favourMainThread } from "./favour-main-thread";

const DEFAULT_PORT = 4570;
const DEFAULT_REGION = "us-east-1";
const DEFAULT_DATA_DIR = ".athenaeum/local-athena";
const CLOSE_MAX_MS = 1_800;

/** One JSON object a line on stderr; callers pass no secrets and no SQL. */
const log: Log = (level, message, facts = {}) => {
  const line = JSON.stringify({ time: new Date().toISOString(), level, message, ...facts });
  process.stderr.write(`${line}\n`);
};

function refuse(message: string): never {
  process.stderr.write(`local-athena: ${message}\n`);
  process.exit(1);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      "data-dir": { type: "string", default: DEFAULT_DATA_DIR },
      "no-sample": { type: "boolean", default: false },
      control: { type: "boolean", default: false },
      "request-rates": { type: "boolean", default: false },
    },
  });
  const env = process.env;
  const port = Number(env.LOCAL_ATHENA_PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse(`LOCAL_ATHENA_PORT is ${JSON.stringify(env.LOCAL_ATHENA_PORT)}: set it to a port.`);
  const accessKeyId = env.LOCAL_ATHENA_ACCESS_KEY_ID;
  const secretAccessKey = env.LOCAL_ATHENA_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey)
    refuse(
      "set LOCAL_ATHENA_ACCESS_KEY_ID and LOCAL_ATHENA_SECRET_ACCESS_KEY to the key pair that S3 requests are signed with.",
    );
  return {
    dataDir: values["data-dir"],
    port,
    host: "127.0.0.1" as const,
    credentials: { accessKeyId, secretAccessKey },
    region: env.AWS_REGION || DEFAULT_REGION,
    sample: !values["no-sample"],
    control: values.control,
    requestRates: values["request-rates"],
    poolThreads: Number(env.UV_THREADPOOL_SIZE) || 4,
  };
}

function explain(error: unknown, port: number, dataDir: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return `port ${port} is taken: set LOCAL_ATHENA_PORT to another one or stop what listens there.`;
  if (code === "EACCES" || code === "EROFS" || code === "EPERM" || code === "ENOTDIR")
    return `the data folder ${dataDir} cannot be written (${code}): give --data-dir another one.`;
  return error instanceof Error ? error.message : String(error);
}

const options = readOptions();
const service = await startLocalAthena({ ...options, log }).catch((error: unknown) =>
  refuse(explain(error, options.port, options.dataDir)),
);
favourMainThread();
log("info", "listening", { url: service.url, dataDir: options.dataDir });

let closing = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    log("info", "closing", { signal });
    setTimeout(() => process.exit(0), CLOSE_MAX_MS).unref();
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log("error", "closing failed", { error: String(error) });
        process.exit(1);
      },
    );
  });
}
service.ready.catch(() => {
  // Told by health; the service stays up so that its cause can be read there.
});
