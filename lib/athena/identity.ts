import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AppError } from "@/lib/domain/errors";
import { type ActingIdentity, asConsole, roleNameOf } from "./acting";
import { CALL_TIMEOUT_MS, createDeadlines } from "./deadline";
import { upstream } from "./errors";

export type IdentityOptions = {
  region: string;
  /** Unset on AWS: the SDK's own endpoint. */
  stsEndpoint?: string | undefined;
  /** Unset: 20 s. */
  callTimeoutMs?: number | undefined;
};

/** `account`: twelve digits. `partition`: `aws`, `aws-cn`, `aws-us-gov`. */
export type CallerAccount = { account: string; partition: string };

export type RoleCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
};

/** The longest that a role may be assumed for by what is itself a role. */
const SESSION_SECONDS = 3_600;
/** The SDK asks again when credentials end within five minutes; ours must not give it the same ones then. */
const RENEWED_BEFORE_MS = 6 * 60_000;
const ACCOUNT_RETRY_MS = 60_000;

/** Whose account this is, and sessions of roles, from STS with the console's own credentials. */
export function createIdentity(options: IdentityOptions) {
  const { callTimeoutMs = CALL_TIMEOUT_MS } = options;
  const client = new STSClient({
    region: options.region,
    ...(options.stsEndpoint ? { endpoint: options.stsEndpoint } : {}),
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: callTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  const deadlines = createDeadlines("STS", callTimeoutMs);
  let account: { answer: Promise<CallerAccount | undefined>; until: number } | undefined;

  const askAccount = async (): Promise<CallerAccount> => {
    const call = () => client.send(new GetCallerIdentityCommand({}));
    const { Account, Arn } = await upstream(deadlines.call({}, call), "STS");
    return { account: Account ?? "", partition: Arn?.split(":")[1] ?? "aws" };
  };

  return {
    /** GetCallerIdentity, once. Undefined when STS cannot be asked; then it is tried again a minute later. */
    callerAccount(): Promise<CallerAccount | undefined> {
      if (account === undefined || Date.now() >= account.until) {
        const entry = { until: Number.POSITIVE_INFINITY, answer: asConsole(askAccount) };
        account = {
          ...entry,
          answer: entry.answer.catch(() => {
            if (account) account.until = Date.now() + ACCOUNT_RETRY_MS;
            return undefined;
          }),
        };
      }
      return account.answer;
    },

    /**
     * AssumeRole: a provider of an identity's credentials, which asks again before they end.
     * Its calls throw AppError UPSTREAM when the console may not assume the role.
     */
    credentialsOf(identity: ActingIdentity): () => Promise<RoleCredentials> {
      let current: Promise<RoleCredentials> | undefined;
      let renewAt = 0;
      return () => {
        if (current && Date.now() < renewAt) return current;
        renewAt = Number.POSITIVE_INFINITY;
        const asked = assumeRole(client, deadlines, identity).then(
          (credentials) => {
            renewAt = credentials.expiration.getTime() - RENEWED_BEFORE_MS;
            return credentials;
          },
          (error) => {
            renewAt = 0;
            throw error;
          },
        );
        current = asked;
        return asked;
      };
    },

    close: () => client.destroy(),
  };
}

async function assumeRole(
  client: STSClient,
  deadlines: ReturnType<typeof createDeadlines>,
  { roleArn, sessionName }: ActingIdentity,
): Promise<RoleCredentials> {
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    DurationSeconds: SESSION_SECONDS,
  });
  const answer = await upstream(
    deadlines.call({}, () => client.send(command)),
    "STS",
  ).catch((cause) => {
    throw refusal(cause, roleNameOf(roleArn));
  });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    throw new AppError("UPSTREAM", "STS gave an answer that cannot be read");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

function refusal(cause: unknown, roleName: string): unknown {
  if (!(cause instanceof AppError)) return cause;
  const words = cause.details.upstreamCode?.includes("AccessDenied")
    ? `The console may not assume the role ${roleName}, and sent nothing: its own rights and the role's trust policy must allow sts:AssumeRole`
    : `The role ${roleName} could not be assumed, so nothing was sent: ${cause.message}`;
  return Object.assign(new AppError(cause.code, words, cause.details), { cause });
}
