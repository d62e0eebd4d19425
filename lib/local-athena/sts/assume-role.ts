import { createHash } from "node:crypto";
import { node, type XmlNode } from "../s3/xml";
import { assumedRole, type Principal } from "./principal";
import { StsError, validationError } from "./sts-error";
import { inKeyAlphabet, type TemporaryCredentials } from "./temporary-credentials";

export type AssumeRoleParts = {
  accountId: string;
  temporary: TemporaryCredentials;
  now: () => number;
};

const TAKEN = new Set([
  ...["Action", "Version", "RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"],
]);
const DURATION_SECONDS_DEFAULT = 3_600;
/** A session of a role may assume another role for an hour at most. */
const CHAINED_SECONDS_MAX = 3_600;

const failed = (value: string | undefined, member: string, constraint: string) =>
  `Value ${value === undefined ? "null" : `'${value}'`} at '${member}' failed to satisfy constraint: Member must ${constraint}`;

function lengthProblems(value: string | undefined, member: string, min: number, max: number) {
  if (value === undefined) return [failed(value, member, "not be null")];
  if (value.length < min)
    return [failed(value, member, `have length greater than or equal to ${min}`)];
  if (value.length > max)
    return [failed(value, member, `have length less than or equal to ${max}`)];
  return [];
}

function readInput(form: URLSearchParams) {
  const roleArn = form.get("RoleArn") ?? undefined;
  const sessionName = form.get("RoleSessionName") ?? undefined;
  const duration = form.get("DurationSeconds") ?? String(DURATION_SECONDS_DEFAULT);
  const problems = [
    ...lengthProblems(roleArn, "roleArn", 20, 2_048),
    ...lengthProblems(sessionName, "roleSessionName", 2, 64),
  ];
  if (sessionName !== undefined && !/^[\w+=,.@-]*$/.test(sessionName))
    problems.push(
      failed(sessionName, "roleSessionName", "satisfy regular expression pattern: [\\w+=,.@-]*"),
    );
  if (!/^-?\d{1,9}$/.test(duration))
    throw new StsError("MalformedInput", "DurationSeconds is not a number.");
  const durationSeconds = Number(duration);
  const bound = (words: string) => problems.push(failed(duration, "durationSeconds", words));
  if (durationSeconds < 900) bound("have value greater than or equal to 900");
  if (durationSeconds > 43_200) bound("have value less than or equal to 43200");
  if (problems.length > 0) throw validationError(problems);
  return { roleArn: roleArn ?? "", sessionName: sessionName ?? "", durationSeconds };
}

/**
 * AssumeRole: temporary credentials of any role of this account; roles of others are AccessDenied. What would
 * narrow or extend the session (policies, tags, MFA, a source identity) is refused, as it would have no effect.
 * @throws StsError
 */
export function assumeRole(
  parts: AssumeRoleParts,
  caller: Principal,
  form: URLSearchParams,
): XmlNode[] {
  const foreign = [...form.keys()].find((name) => !TAKEN.has(name));
  if (foreign !== undefined)
    throw new StsError(
      "ValidationError",
      `${foreign.split(".")[0]} is not supported by local-athena.`,
    );
  const { roleArn, sessionName, durationSeconds } = readInput(form);
  const [, account, path] =
    /^arn:aws[\w-]*:iam::(\d{12}):role\/([\x21-\x7e]+)$/.exec(roleArn) ?? [];
  if (account === undefined || path === undefined)
    throw new StsError("ValidationError", `${roleArn} is invalid`);
  if (account !== parts.accountId)
    throw new StsError(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  if (caller.arn.includes(":assumed-role/") && durationSeconds > CHAINED_SECONDS_MAX)
    throw new StsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  const roleId = `AROA${inKeyAlphabet(createHash("sha256").update(roleArn).digest(), 17)}`;
  const roleName = path.split("/").at(-1) ?? path;
  const principal = assumedRole(account, roleName, roleId, sessionName);
  const expiresAt = (Math.floor(parts.now() / 1_000) + durationSeconds) * 1_000;
  const { accessKeyId, secretAccessKey, sessionToken } = parts.temporary.issue(
    principal,
    expiresAt,
  );
  return [
    node("Credentials", [
      node("AccessKeyId", accessKeyId),
      node("SecretAccessKey", secretAccessKey),
      node("SessionToken", sessionToken),
      node("Expiration", new Date(expiresAt)),
    ]),
    node("AssumedRoleUser", [node("AssumedRoleId", principal.userId), node("Arn", principal.arn)]),
  ];
}
