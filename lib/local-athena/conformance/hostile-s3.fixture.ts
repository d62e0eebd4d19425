import { request } from "node:http";
import { hostileText, type Targets } from "./hostile-values.fixture";
import type { Random } from "./random.fixture";

/** A key pair that is not the service's: taken on loopback without a look at the signature. */
function signedHeaders() {
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return {
    Authorization: `AWS4-HMAC-SHA256 Credential=FUZZ/${now.slice(0, 8)}/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`,
    "x-amz-date": now,
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  };
}

export type S3Answer = { status: number; contentType: string; text: string };

const printable = (path: string) => path.replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);

function hostilePath(random: Random, targets: Targets): string {
  const usual = random.chance(0.6) ? "athenaeum-results" : undefined;
  const bucket =
    usual ??
    random.pick([
      "athenaeum-results",
      "athenaeum-sample",
      "fuzz",
      "..",
      ".",
      "%2e%2e",
      ".staging",
      "",
      "a/b",
      "A_B",
      "-",
      encodeURIComponent(hostileText(random, targets).slice(0, 80)),
    ]);
  const up = random.pick([
    "../",
    "%2e%2e/",
    "..%2f",
    "%2e%2e%2f",
    "..%5c",
    "./",
    "//",
    "%00",
    "%ff/",
    "%",
  ]);
  const key = random.pick([
    `${up.repeat(1 + random.below(12))}escaped`,
    `a/${up.repeat(1 + random.below(12))}${targets.secretFile.slice(1)}`,
    encodeURIComponent(`${"../".repeat(8)}${targets.secretFile.slice(1)}`),
    encodeURIComponent(targets.secretFile),
    encodeURIComponent(hostileText(random, targets).slice(0, 2_000)),
    "%~/%+/%@",
    "a%2Fb",
    "a/",
    "",
    "con",
    "x".repeat(random.below(3_000)),
  ]);
  const query =
    usual && random.chance(0.7)
      ? ""
      : random.pick([
          "",
          "",
          "",
          "?uploads",
          "?uploadId=../../x&partNumber=1",
          "?list-type=2&prefix=../&delimiter=/",
          "?versionId=x",
          "?list-type=2&max-keys=-1",
          "?list-type=2&max-keys=1e9",
          "?list-type=2&continuation-token=../../x",
          "?delete",
          "?partNumber=99999999999&uploadId=x",
          "?acl",
          "?tagging",
          "?%zz=%",
          "?location",
          "?encoding-type=url&list-type=2",
        ]);
  return printable(`/${bucket}/${key}${query}`);
}

function hostileHeaders(random: Random, targets: Targets): Record<string, string> {
  const text = printable(hostileText(random, targets).slice(0, 200));
  return random.pick<Record<string, string>>([
    {},
    {},
    {},
    {},
    {
      Range: random.pick([
        "bytes=-1",
        "bytes=5-1",
        "bytes=0-99999999999999999999",
        "bytes=a-b",
        "bytes=0-0,2-3",
      ]),
    },
    {
      "x-amz-copy-source": `/athenaeum-results/${"../".repeat(6)}${printable(targets.secretFile.slice(1))}`,
    },
    { "x-amz-copy-source": text },
    { "x-amz-meta-a": text },
    { "x-amz-decoded-content-length": "-1" },
    { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" },
    {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-trailer": "x-amz-checksum-crc32",
    },
    { "Content-MD5": "nonsense" },
    { "x-amz-checksum-sha256": "AAAA" },
    { "If-Match": text, "If-Modified-Since": "yesterday" },
    { Authorization: text },
  ]);
}

/** One request to S3 that tries to get out of its bucket, or is only odd. */
export function sendHostileS3(random: Random, targets: Targets, port: number): Promise<S3Answer> {
  const method = random.pick([
    "GET",
    "GET",
    "PUT",
    "PUT",
    "POST",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "PATCH",
  ]);
  const path = hostilePath(random, targets);
  const headers = { ...signedHeaders(), ...hostileHeaders(random, targets) };
  const body =
    method === "PUT" || method === "POST"
      ? random.pick([
          "",
          "a,b\n1,2\n",
          "<Delete><Object><Key>../x</Key></Object></Delete>",
          "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Delete>&b;</Delete>",
          "5;x\r\nabc",
        ])
      : "";
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          contentType: answer.headers["content-type"] ?? "",
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    call.on("error", (error) =>
      reject(new Error(`${method} ${path} ${JSON.stringify(headers)}`, { cause: error })),
    );
    call.end(body);
  });
}
