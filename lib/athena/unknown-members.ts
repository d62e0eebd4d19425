import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import {
  GetWorkGroupCommand,
  type GetWorkGroupCommandOutput,
  UpdateWorkGroupCommand,
  type UpdateWorkGroupCommandInput,
} from "@aws-sdk/client-athena";

type Members = { readonly [name: string]: unknown };

/** UpdateWorkGroup takes these whole: what is left out of one that is named is taken away. */
const TAKEN_WHOLE = [
  "EngineConfiguration",
  "MonitoringConfiguration",
  "QueryResultsS3AccessGrantsConfiguration",
];

/** Of a configuration: what Athena has in it and the installed SDK knows nothing of. */
export type UnknownMembers = Members;

/** GetWorkGroup, and what its answer holds beyond what the SDK makes of it. */
export function getWorkgroupWhole(name: string) {
  const command = new GetWorkGroupCommand({ WorkGroup: name });
  let body = "";
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (isMembers(response) && response.body instanceof Readable) {
        body = await textOf(response.body);
        Object.assign(response, { body: Readable.from([Buffer.from(body)]) });
      }
      return result;
    },
    { step: "deserialize", priority: "low", name: "athenaeumWholeAnswer" },
  );
  return {
    command,
    unknownIn({ WorkGroup }: GetWorkGroupCommandOutput): UnknownMembers {
      const whole: unknown = JSON.parse(body || "{}");
      const configuration = memberOf(memberOf(whole, "WorkGroup"), "Configuration");
      const unknown = difference(configuration, WorkGroup?.Configuration);
      return Object.fromEntries(
        TAKEN_WHOLE.flatMap((member) => (unknown?.[member] ? [[member, unknown[member]]] : [])),
      );
    },
  };
}

/** UpdateWorkGroup that leaves unknown members of the structures it names as they are. */
export function updateWorkgroupKeeping(
  input: UpdateWorkGroupCommandInput,
  unknown: UnknownMembers,
): UpdateWorkGroupCommand {
  const command = new UpdateWorkGroupCommand(input);
  const updates: Members = { ...input.ConfigurationUpdates };
  const kept = Object.entries(unknown).filter(([member]) => updates[member] !== undefined);
  if (kept.length === 0) return command;
  const along = { ConfigurationUpdates: Object.fromEntries(kept) };
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      const body = isMembers(request) ? request.body : undefined;
      if (typeof body !== "string" && !(body instanceof Uint8Array))
        throw new Error("UpdateWorkGroup has no body that can be read");
      const text = typeof body === "string" ? body : new TextDecoder().decode(body);
      const whole = sum(JSON.parse(text), along);
      Object.assign(request as object, { body: JSON.stringify(whole) });
      return next(args);
    },
    // Before its length is counted.
    { step: "build", priority: "high", name: "athenaeumKeptMembers" },
  );
  return command;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const memberOf = (value: unknown, name: string) => (isMembers(value) ? value[name] : undefined);

/** What `whole` has and `part` has not, at any depth outside of lists. */
function difference(whole: unknown, part: unknown): Members | undefined {
  if (!isMembers(whole) || !isMembers(part)) return undefined;
  const left = Object.entries(whole).flatMap(([name, value]) => {
    if (value === null) return [];
    const more = Object.hasOwn(part, name) ? difference(value, part[name]) : value;
    return more === undefined ? [] : [[name, more]];
  });
  return left.length === 0 ? undefined : Object.fromEntries(left);
}

/** All of both; `one` counts where both have a value. */
function sum(one: unknown, other: unknown): unknown {
  if (!isMembers(one) || !isMembers(other)) return one;
  const more = Object.entries(other).map(([name, value]) => [
    name,
    Object.hasOwn(one, name) ? sum(one[name], value) : value,
  ]);
  return { ...one, ...Object.fromEntries(more) };
}
