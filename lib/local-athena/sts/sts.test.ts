import {
  AthenaClient as Athena,
  type AthenaClient,
  CreateWorkGroupCommand,
  ListWorkGroupsCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeDataDir,
  startTestService,
  type TestService,
} from "../operations/test-service.fixture";

const OWN_KEY = { accessKeyId: "test", secretAccessKey: "test-secret" };
const OWN_USER = "arn:aws:iam::123456789012:user/athenaeum";
const ROLE = "arn:aws:iam::123456789012:role/teams/console-analyst";

type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
let world: TestService;
let dataDir: string;
let nowMs = Date.now();
const open: { destroy(): void }[] = [];

const kept = <Client extends { destroy(): void }>(client: Client): Client => {
  open.push(client);
  return client;
};
const settings = (credentials: Keys) => ({
  endpoint: world.service.url,
  region: "eu-central-1",
  credentials,
  maxAttempts: 1,
});
const sts = (keys: Keys = OWN_KEY) => kept(new STSClient(settings(keys)));
const athena = (keys: Keys): AthenaClient => kept(new Athena(settings(keys)));
const s3 = (keys: Keys) => kept(new S3Client({ ...settings(keys), forcePathStyle: true }));

async function assume(input: Partial<AssumeRoleCommandInput> = {}, by: Keys = OWN_KEY) {
  const command = new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "ana@x", ...input });
  const { Credentials, AssumedRoleUser } = await sts(by).send(command);
  const keys: Required<Keys> = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  return { keys, expiresAt: Credentials?.Expiration, user: AssumedRoleUser };
}

const start = () => startTestService({ dataDir, now: () => nowMs, control: true });
beforeAll(async () => {
  dataDir = await makeDataDir();
  world = await start();
});
afterAll(async () => {
  for (const client of open) client.destroy();
  await world.close();
});

const lastCall = () => world.service.calls.list().at(-1);

describe("GetCallerIdentity", () => {
  it("names the account and the service's own user", async () => {
    const { Account, Arn, UserId } = await sts().send(new GetCallerIdentityCommand({}));
    expect({ Account, Arn }).toEqual({ Account: "123456789012", Arn: OWN_USER });
    expect(UserId).toMatch(/^AIDA\w{17}$/);
  });

  it("names the assumed role with its session, without the role's path", async () => {
    const { keys, user } = await assume();
    const { Account, Arn, UserId } = await sts(keys).send(new GetCallerIdentityCommand({}));
    expect(Account).toBe("123456789012");
    expect(Arn).toBe("arn:aws:sts::123456789012:assumed-role/console-analyst/ana@x");
    expect(user).toEqual({ Arn, AssumedRoleId: UserId });
    expect(UserId).toMatch(/^AROA\w{17}:ana@x$/);
  });

  it("needs a signature, a right one", async () => {
    const body = "Action=GetCallerIdentity&Version=2011-06-15";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const unsigned = await fetch(world.service.url, { method: "POST", headers, body });
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain("<Code>MissingAuthenticationToken</Code>");
    const wrong = sts({ ...OWN_KEY, secretAccessKey: "wrong" });
    await expect(wrong.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe("AssumeRole", () => {
  it("issues credentials for the time asked for, an hour by default", async () => {
    const { keys, expiresAt } = await assume({ DurationSeconds: 900 });
    const startMs = Math.floor(nowMs / 1_000) * 1_000;
    expect(expiresAt?.getTime()).toBe(startMs + 900_000);
    expect(keys.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect((await assume()).expiresAt?.getTime()).toBe(startMs + 3_600_000);
    expect((await assume({ DurationSeconds: 43_200 })).keys.accessKeyId).not.toBe(keys.accessKeyId);
  });

  it.each<[Partial<AssumeRoleCommandInput>, string, RegExp]>([
    [{ RoleSessionName: "a" }, "ValidationError", /'a' at 'roleSessionName' .* equal to 2$/],
    [{ RoleSessionName: "x".repeat(65) }, "ValidationError", /'roleSessionName' .* equal to 64$/],
    [
      { RoleSessionName: "Ana B" },
      "ValidationError",
      /regular expression pattern: \[\\w\+=,\.@-\]/,
    ],
    [{ RoleSessionName: undefined }, "ValidationError", /Value null at 'roleSessionName'/],
    [{ DurationSeconds: 899 }, "ValidationError", /'durationSeconds' .* equal to 900$/],
    [{ DurationSeconds: 43_201 }, "ValidationError", /'durationSeconds' .* equal to 43200$/],
    [{ RoleArn: "arn:aws:iam::1:role" }, "ValidationError", /'roleArn' .* equal to 20$/],
    [{ RoleArn: "arn:aws:iam::123456789012:user/ana" }, "ValidationError", /ana is invalid$/],
    [
      { RoleArn: "a", RoleSessionName: "a b" },
      "ValidationError",
      /^2 validation errors detected: .*; /,
    ],
    [{ Policy: "{}" }, "ValidationError", /^Policy is not supported/],
    [{ Tags: [{ Key: "a", Value: "b" }] }, "ValidationError", /^Tags is not supported/],
  ])("refuses %j", async (input, name, message) => {
    await expect(assume(input)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("refuses roles of other accounts", async () => {
    const RoleArn = "arn:aws:iam::999999999999:role/console";
    await expect(assume({ RoleArn })).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: ${OWN_USER} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("chains for an hour at most", async () => {
    const { keys } = await assume();
    await expect(assume({ DurationSeconds: 3_601 }, keys)).rejects.toThrow(/1 hour session limit/);
    const { user } = await assume({ RoleSessionName: "again" }, keys);
    expect(user?.Arn).toMatch(/\/again$/);
  });

  it("refuses what is no operation of it", async () => {
    const { keys } = await assume();
    const command = new GetCallerIdentityCommand({});
    const client = sts(keys);
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.replace("GetCallerIdentity", "GetSessionToken");
        return next(args);
      },
      { step: "serialize", priority: "low", name: "otherAction" },
    );
    await expect(client.send(command)).rejects.toMatchObject({ name: "InvalidAction" });
  });
});

describe("temporary credentials", () => {
  const list = new ListWorkGroupsCommand({});
  const put = () => new PutObjectCommand({ Bucket: "probes", Key: "a/b", Body: "x" });

  it("are taken by Athena and S3, which know who called", async () => {
    await s3(OWN_KEY).send(new CreateBucketCommand({ Bucket: "probes" }));
    expect(lastCall()).toMatchObject({ service: "s3", principalArn: OWN_USER });
    const { keys, user } = await assume();
    const name = `by-ana-${Date.now()}`;
    await athena(keys).send(new CreateWorkGroupCommand({ Name: name, Description: "Übung" }));
    const athenaCall = lastCall();
    expect(athenaCall).toMatchObject({ service: "athena", operation: "CreateWorkGroup" });
    await s3(keys).send(put());
    expect(lastCall()).toMatchObject({ service: "s3", operation: "PUT", resource: "/probes/a/b" });
    expect([athenaCall?.principalArn, lastCall()?.principalArn]).toEqual([user?.Arn, user?.Arn]);

    await athena(OWN_KEY).send(list);
    expect(lastCall()).toMatchObject({ operation: "ListWorkGroups", principalArn: OWN_USER });
    const control = await fetch(`${world.service.url}/_athenaeum/control/calls`);
    const { calls } = (await control.json()) as { calls: { principalArn: string }[] };
    expect(calls.map((call) => call.principalArn)).toContain(user?.Arn);
    expect(JSON.stringify(calls)).not.toContain(keys.sessionToken);
  });

  it("must verify, with the token that they came with", async () => {
    const [one, other] = [await assume(), await assume({ RoleSessionName: "bob" })];
    const wrongSecret = { ...one.keys, secretAccessKey: "wrong" };
    const wrongToken = { ...one.keys, sessionToken: other.keys.sessionToken };
    const { sessionToken: _, ...noToken } = one.keys;
    const before = world.service.calls.list().length;
    const names = [
      ["InvalidSignatureException", "SignatureDoesNotMatch", "SignatureDoesNotMatch", wrongSecret],
      ["UnrecognizedClientException", "InvalidToken", "InvalidClientTokenId", wrongToken],
      ["UnrecognizedClientException", "InvalidToken", "InvalidClientTokenId", noToken],
    ] as const;
    for (const [ofAthena, ofS3, ofSts, keys] of names) {
      await expect(athena(keys).send(list)).rejects.toMatchObject({ name: ofAthena });
      await expect(s3(keys).send(put())).rejects.toMatchObject({ name: ofS3 });
      const identity = sts(keys).send(new GetCallerIdentityCommand({}));
      await expect(identity).rejects.toMatchObject({ name: ofSts });
    }
    expect(world.service.calls.list()).toHaveLength(before);
  });

  it("are nobody's who names them beside a key that nobody knows", async () => {
    const { keys, user } = await assume();
    const amzDate = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = `${amzDate.slice(0, 8)}/us-east-1/athena/aws4_request`;
    const [theirs, unknown] = [keys.accessKeyId, "nobody"].map(
      (key) => `Credential=${key}/${scope}`,
    );
    const answer = await fetch(world.service.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonAthena.ListWorkGroups",
        "x-amz-date": amzDate,
        "x-amz-security-token": keys.sessionToken,
        authorization: `AWS4-HMAC-SHA256 ${theirs}, SignedHeaders=host, Signature=${"0".repeat(64)}, ${unknown}`,
      },
      body: "{}",
    });
    expect(await answer.text()).toContain("WorkGroups");
    expect(lastCall()?.principalArn).toBe(OWN_USER);
    expect(user?.Arn).not.toBe(OWN_USER);
  });

  it("outlive a restart of the service, and end at their time", async () => {
    const { keys } = await assume({ DurationSeconds: 900 });
    await world.close();
    world = await start();
    nowMs += 898_000;
    await athena(keys).send(list);
    nowMs += 2_000;
    await expect(athena(keys).send(list)).rejects.toMatchObject({ name: "ExpiredTokenException" });
    await expect(s3(keys).send(put())).rejects.toMatchObject({ name: "ExpiredToken" });
    const identity = sts(keys).send(new GetCallerIdentityCommand({}));
    await expect(identity).rejects.toMatchObject({ name: "ExpiredToken" });
  });
});
