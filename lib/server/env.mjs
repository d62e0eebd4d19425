// @ts-check
// Plain JavaScript without dependencies: scripts/start.mjs reads it before anything is installed.
import { accessSync, constants, statSync } from "node:fs";

/**
 * The checked environment of the console.
 * @typedef {object} Env
 * @property {"local" | "aws"} backend
 * @property {string} host address the console listens on
 * @property {number} port
 * @property {number} localAthenaPort only meaningful on the local backend
 * @property {string} dataDir as given: relative to the project folder, or absolute
 * @property {string | undefined} databaseUrl PostgreSQL; undefined means PGlite in the data folder
 * @property {string} region
 * @property {string | undefined} athenaEndpoint undefined means the SDK's own for the region
 * @property {string | undefined} s3Endpoint undefined means the SDK's own for the region
 * @property {string | undefined} stsEndpoint undefined means the SDK's own for the region
 * @property {Partial<Record<"viewer" | "analyst" | "admin", string>>} assumeRoles ARNs of the IAM roles that people's own actions are signed with, by our role; absent means the console's own identity
 * @property {string} nextAuthUrl the console's public address, without a trailing slash
 * @property {string | undefined} nextAuthSecret undefined on the local backend until start.mjs made one
 * @property {{ issuer: string, clientId: string, clientSecret: string } | undefined} oidc
 * @property {string} oidcGroupsClaim
 * @property {string | undefined} accessPolicyFile
 * @property {LogLevel} logLevel
 * @property {number} sparkUsdPerDpuHour what a DPU of a Spark session costs an hour, for estimates
 * @property {number} capacityUsdPerDpuHour what a DPU of a capacity reservation costs an hour, for estimates
 * @property {number} sparkIdleAlarmMs sessions idle for longer are pointed out
 * @property {boolean} demoSignIn whether the three demo people may sign in: local backend, bound to and opened on loopback only
 */

/** @typedef {(typeof LOG_LEVELS)[number]} LogLevel */
/** @typedef {Record<string, string | undefined>} Source */

/** Exit status of a console that cannot start as it is set up; the last line of its output says why. */
export const EXIT_MISCONFIGURED = 78;

const LOG_LEVELS = /** @type {const} */ ([
  "fatal",
  "error",
  "warn",
  "info",
  "debug",
  "trace",
  "silent",
]);
const OIDC_VARIABLES = /** @type {const} */ ([
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
]);
const SECRET_LENGTH_MIN = 32;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;
const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\x21-\x7e]{1,576}$/;
const HOST = /^[A-Za-z0-9.:-]+$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
const WILDCARD = /^(0\.0\.0\.0|::)$/;

/**
 * Checks every variable at once. An empty value counts as not set. Nothing is thrown: `problems` has one
 * line per wrong or missing variable, each naming it and the mend, and never shows a secret.
 * Reads no files, except that ACCESS_POLICY_FILE is checked for being readable.
 * @param {Source} source usually process.env
 * @returns {{ env: Env } | { problems: string[] }}
 */
export function readEnv(source) {
  const reader = createReader(source);
  const { problems } = reader;

  const backend = reader.oneOf("ATHENAEUM_BACKEND", ["local", "aws"], "local");
  const isAws = backend === "aws";
  const host = readHost(reader);
  const port = reader.port("PORT", 3000);
  const localAthenaPort = reader.port("LOCAL_ATHENA_PORT", 4570);
  if (!isAws && port !== undefined && port === localAthenaPort) {
    problems.push(`PORT and LOCAL_ATHENA_PORT are both ${port}: give one of them another port.`);
  }

  const region = readRegion(reader, isAws);
  const localEndpoint = isAws ? undefined : `http://127.0.0.1:${localAthenaPort}`;
  const athenaEndpoint = reader.url("ATHENA_ENDPOINT") ?? localEndpoint;
  const s3Endpoint = reader.url("S3_ENDPOINT") ?? localEndpoint;

  const stsEndpoint = reader.url("STS_ENDPOINT") ?? localEndpoint;

  const oidc = readOidc(reader, isAws);
  if (!isAws && host !== undefined && !isLoopback(host) && oidc === undefined) {
    problems.push(
      `HOST=${host} is reachable from other machines, where nobody may sign in without a password: set HOST=127.0.0.1, or set ${OIDC_VARIABLES.join(", ")}.`,
    );
  }

  const nextAuthUrl = readNextAuthUrl(reader, isAws, host ?? "127.0.0.1", port ?? 3000);
  const isForThisMachine =
    host !== undefined && isLoopback(host) && isLoopback(hostNameOf(nextAuthUrl));
  /** @type {Env} */
  const env = {
    backend: isAws ? "aws" : "local",
    host: host ?? "127.0.0.1",
    port: port ?? 3000,
    localAthenaPort: localAthenaPort ?? 4570,
    dataDir: reader.text("ATHENAEUM_DATA_DIR") ?? ".athenaeum",
    databaseUrl: readDatabaseUrl(reader),
    region,
    athenaEndpoint,
    s3Endpoint,
    stsEndpoint,
    assumeRoles: readAssumeRoles(reader),
    nextAuthUrl,
    nextAuthSecret: readSecret(reader, isAws),
    oidc: typeof oidc === "object" ? oidc : undefined,
    oidcGroupsClaim: reader.text("OIDC_GROUPS_CLAIM") ?? "groups",
    accessPolicyFile: readPolicyFile(reader),
    logLevel: reader.oneOf("LOG_LEVEL", LOG_LEVELS, "info") ?? "info",
    sparkUsdPerDpuHour: reader.number("SPARK_USD_PER_DPU_HOUR", 0.35),
    capacityUsdPerDpuHour: reader.number("CAPACITY_USD_PER_DPU_HOUR", 0.3),
    sparkIdleAlarmMs: reader.number("SPARK_IDLE_ALARM_MINUTES", 10) * 60_000,
    demoSignIn: !isAws && isForThisMachine,
  };
  return problems.length > 0 ? { problems } : { env };
}

/**
 * Whether a host name or address can be reached from this machine alone.
 * @param {string} host without port; IPv6 without brackets
 */
export function isLoopback(host) {
  return LOOPBACK.test(host);
}

/**
 * `http://host:port`, with brackets around an IPv6 address.
 * @param {string} host
 * @param {number} port
 */
export function httpOrigin(host, port) {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** @param {string} url */
function hostNameOf(url) {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
}

/** @typedef {ReturnType<typeof createReader>} Reader */

/** @param {Source} source */
function createReader(source) {
  /** @type {string[]} */
  const problems = [];
  /** @param {string} name */
  const text = (name) => source[name]?.trim() || undefined;
  return {
    problems,
    text,
    /**
     * @template {string} T
     * @param {string} name
     * @param {readonly T[]} values
     * @param {T} fallback
     */
    oneOf(name, values, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      const known = values.find((each) => each === value);
      if (known === undefined) {
        problems.push(`${name} is ${quote(value)}: set it to one of ${values.join(", ")}.`);
      }
      return known;
    },
    /**
     * @param {string} name
     * @param {number} fallback
     */
    port(name, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      if (port >= 1 && port <= 65_535) return port;
      problems.push(`${name} is ${quote(value)}: set it to a port from 1 to 65535.`);
      return undefined;
    },
    /**
     * Zero or more, with decimals.
     * @param {string} name
     * @param {number} fallback
     */
    number(name, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      if (/^\d{1,9}(\.\d{1,9})?$/.test(value)) return Number(value);
      problems.push(`${name} is ${quote(value)}: set it to a number such as ${fallback}.`);
      return fallback;
    },
    /** @param {string} name */
    url(name) {
      const value = text(name);
      if (value === undefined || isHttpUrl(value)) return value?.replace(/\/+$/, "");
      problems.push(
        `${name} is not an address: set it to a URL that starts with https:// or http://.`,
      );
      return undefined;
    },
  };
}

/** @param {Reader} reader */
function readHost(reader) {
  const value = reader.text("HOST") ?? "127.0.0.1";
  if (HOST.test(value)) return value;
  reader.problems.push(
    `HOST is ${quote(value)}: set it to an address or a host name without port, for example HOST=127.0.0.1.`,
  );
  return undefined;
}

/**
 * @param {Reader} reader
 * @param {boolean} isAws
 */
function readRegion(reader, isAws) {
  const value = reader.text("AWS_REGION");
  if (value === undefined) {
    if (isAws) {
      reader.problems.push(
        "AWS_REGION is not set: on ATHENAEUM_BACKEND=aws set it to the region of your Athena, for example AWS_REGION=eu-west-1.",
      );
    }
    return "us-east-1";
  }
  if (!REGION.test(value)) {
    reader.problems.push(
      `AWS_REGION is ${quote(value)}: set it to the code of a region, for example AWS_REGION=eu-west-1.`,
    );
  }
  return value;
}

/**
 * @param {Reader} reader
 * @returns {Env["assumeRoles"]}
 */
function readAssumeRoles(reader) {
  /** @type {Env["assumeRoles"]} */
  const roles = {};
  for (const role of /** @type {const} */ (["viewer", "analyst", "admin"])) {
    const name = `ASSUME_ROLE_${role.toUpperCase()}`;
    const value = reader.text(name);
    if (value === undefined) continue;
    roles[role] = value;
    if (!ROLE_ARN.test(value))
      reader.problems.push(
        `${name} is ${quote(value)}: set it to the ARN of an IAM role, for example arn:aws:iam::123456789012:role/athenaeum-${role}.`,
      );
  }
  return roles;
}

/**
 * @param {Reader} reader
 * @returns {Env["oidc"] | "wrong"}
 * @param {boolean} isAws
 */
function readOidc(reader, isAws) {
  const missing = OIDC_VARIABLES.filter((name) => reader.text(name) === undefined);
  const issuer = reader.url("OIDC_ISSUER");
  if (missing.length === OIDC_VARIABLES.length && !isAws) return undefined;
  for (const name of missing) {
    reader.problems.push(
      isAws
        ? `${name} is not set: ATHENAEUM_BACKEND=aws needs a sign-in provider, so set ${OIDC_VARIABLES.join(", ")}.`
        : `${name} is not set although another OIDC variable is: set all of ${OIDC_VARIABLES.join(", ")}, or none.`,
    );
  }
  const clientId = reader.text("OIDC_CLIENT_ID");
  const clientSecret = reader.text("OIDC_CLIENT_SECRET");
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return "wrong";
  return { issuer, clientId, clientSecret };
}

/** @param {Reader} reader */
function readDatabaseUrl(reader) {
  const value = reader.text("DATABASE_URL");
  if (value === undefined || (URL.canParse(value) && /^postgres(ql)?:\/\//.test(value))) {
    return value;
  }
  reader.problems.push(
    "DATABASE_URL is not a PostgreSQL address: set it to postgres://user:password@host:5432/database, or leave it out to use the database in the data folder.",
  );
  return undefined;
}

/**
 * @param {Reader} reader
 * @param {boolean} isAws
 * @param {string} host
 * @param {number} port
 */
function readNextAuthUrl(reader, isAws, host, port) {
  const local = httpOrigin(host, port);
  if (reader.text("NEXTAUTH_URL") !== undefined) {
    const value = reader.url("NEXTAUTH_URL") ?? local;
    const { pathname, search, hash, username } = new URL(value);
    if (pathname === "/" && !search && !hash && !username) return value;
    reader.problems.push(
      "NEXTAUTH_URL has more than a scheme, a host and a port: leave out the rest, for example NEXTAUTH_URL=https://athenaeum.example.com.",
    );
    return local;
  }
  if (isAws) {
    reader.problems.push(
      "NEXTAUTH_URL is not set: on ATHENAEUM_BACKEND=aws set it to the address people open, for example NEXTAUTH_URL=https://athenaeum.example.com.",
    );
  } else if (WILDCARD.test(host)) {
    reader.problems.push(
      `NEXTAUTH_URL is not set: with HOST=${host} set it to the address people open, for example NEXTAUTH_URL=https://athenaeum.example.com.`,
    );
  }
  return local;
}

/**
 * @param {Reader} reader
 * @param {boolean} isAws
 */
function readSecret(reader, isAws) {
  const value = reader.text("NEXTAUTH_SECRET");
  if (value === undefined) {
    if (isAws) {
      reader.problems.push(
        "NEXTAUTH_SECRET is not set: on ATHENAEUM_BACKEND=aws set it to at least 32 random characters, for example the output of: openssl rand -base64 32",
      );
    }
    return undefined;
  }
  if (value.length < SECRET_LENGTH_MIN) {
    reader.problems.push(
      `NEXTAUTH_SECRET has ${value.length} characters: set it to at least ${SECRET_LENGTH_MIN} random ones, for example the output of: openssl rand -base64 32`,
    );
  }
  return value;
}

/** @param {Reader} reader */
function readPolicyFile(reader) {
  const path = reader.text("ACCESS_POLICY_FILE");
  if (path === undefined) return undefined;
  if (!isReadableFile(path)) {
    reader.problems.push(
      `ACCESS_POLICY_FILE is ${quote(path)}, which is not a file that can be read: correct the path or the file's permissions.`,
    );
  }
  return path;
}

/** @param {string} path */
function isReadableFile(path) {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @param {string} value */
function isHttpUrl(value) {
  return URL.canParse(value) && /^https?:\/\//.test(value);
}

/** @param {string} value */
function quote(value) {
  return JSON.stringify(value);
}
