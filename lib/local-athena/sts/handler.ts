import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestHandler } from "../protocol/http-server";
import { readBody } from "../protocol/read-body";
import { sha256, verifySigV4 } from "../s3/sigv4";
import { document, node, type XmlNode } from "../s3/xml";
import { type AssumeRoleParts, assumeRole } from "./assume-role";
import { ownUser, type Principal } from "./principal";
import { StsError, toStsError } from "./sts-error";

export type StsOptions = AssumeRoleParts & {
  /** Secret by access key id; other keys are taken on trust. */
  credentials: ReadonlyMap<string, string>;
  /** Told of each request whose signature was accepted. */
  onCall: (operation: string, principal: Principal) => void;
  onError: (error: unknown, requestId: string) => void;
};

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
const VERSION = "2011-06-15";
const BODY_MAX_BYTES = 64 * 1_024;

/** Serves GetCallerIdentity and AssumeRole in the AWS query protocol (form in, XML out). */
export function createStsHandler(options: StsOptions): RequestHandler {
  return async (request, response) => {
    const requestId = randomUUID();
    try {
      const { operation, result } = await answer(request, options);
      const children = [
        node(`${operation}Result`, result),
        node("ResponseMetadata", [node("RequestId", requestId)]),
      ];
      send(response, 200, document(`${operation}Response`, children, NAMESPACE));
    } catch (error) {
      const known = toStsError(error);
      if (!known) options.onError(error, requestId);
      const { code, message, status } =
        known ?? new StsError("InternalFailure", "An internal error occurred.", 500);
      const words = [
        node("Type", status < 500 ? "Sender" : "Receiver"),
        node("Code", code),
        node("Message", message),
      ];
      const children = [node("Error", words), node("RequestId", requestId)];
      send(response, status, document("ErrorResponse", children, NAMESPACE));
    }
  };
}

async function answer(
  request: IncomingMessage,
  options: StsOptions,
): Promise<{ operation: string; result: XmlNode[] }> {
  const body = await readBody(request, BODY_MAX_BYTES);
  if (body === undefined) throw new StsError("MalformedInput", "The body cannot be read.");
  const { credentials, temporary } = options;
  const { principal = ownUser(options.accountId) } = verifySigV4(request, {
    credentials,
    temporary,
    service: "sts",
    bodySha256: sha256(body),
  });
  const form = new URLSearchParams(body);
  const operation = form.get("Action") ?? "";
  options.onCall(operation, principal);
  if (form.get("Version") === VERSION) {
    if (operation === "AssumeRole")
      return { operation, result: assumeRole(options, principal, form) };
    if (operation === "GetCallerIdentity")
      return { operation, result: callerIdentity(options.accountId, principal) };
  }
  throw new StsError(
    "InvalidAction",
    `Could not find operation ${operation} for version ${form.get("Version")}`,
  );
}

const callerIdentity = (accountId: string, { arn, userId }: Principal) => [
  node("Arn", arn),
  node("UserId", userId),
  node("Account", accountId),
];

function send(response: ServerResponse, status: number, xml: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "Content-Type": "text/xml",
    "Content-Length": Buffer.byteLength(xml),
  });
  response.end(xml);
}
