import { AthenaException, invalidInput } from "../../protocol/errors";
import { reservationNamed, reservationResource } from "../capacity/capacity-reservation";
import { catalogResource, dataCatalogNamed } from "../data-catalogs/data-catalog";
import type { ServiceContext } from "../service-context";
import { sessionNamed, sessionResource } from "../sessions/session";
import { workGroupNamed, workGroupResource } from "../workgroups/work-group";

const ARN = /^arn:aws[a-z-]*:athena:([a-z0-9-]+):(\d{12}):([a-z-]+)\/(.+)$/su;

/** What a name in an ARN means; throws when there is none of the name. */
type Resolver<Resource> = (context: ServiceContext, name: string) => Resource;

/** `<workgroup>/session/<id>`; undefined for a workgroup alone, whose name has no slash. */
export function sessionInWorkGroup(context: ServiceContext, name: string) {
  const [workGroup, kind, id = "", ...more] = name.split("/");
  if (kind === undefined) return undefined;
  const session = sessionNamed(context, id);
  if (kind !== "session" || more.length > 0 || session.workGroup !== workGroup)
    throw invalidInput(`Session ${id} not found`);
  return session;
}

/** What can have tags, by the type in its ARN, as `context.tags` names it. */
const TAGGABLE: Readonly<Record<string, Resolver<string>>> = {
  workgroup: (context, name) => {
    const session = sessionInWorkGroup(context, name);
    return session
      ? sessionResource(session)
      : workGroupResource(workGroupNamed(context, name).name);
  },
  datacatalog: (context, name) => catalogResource(dataCatalogNamed(context, name).name),
  "capacity-reservation": (context, name) =>
    reservationResource(reservationNamed(context, name).name),
};

const notFound = (arn: string) =>
  new AthenaException("ResourceNotFoundException", `Resource ${arn} was not found.`, {
    ResourceName: arn,
  });

/**
 * The resource that an ARN means.
 * @param resolvers by the type in the ARN
 * @throws AthenaException INVALID_INPUT for a text that is no ARN of this account and region, or of
 * another type; ResourceNotFoundException when there is no such resource
 */
export function resourceOfArn<Resource>(
  context: ServiceContext,
  arn: string,
  resolvers: Readonly<Record<string, Resolver<Resource>>>,
): Resource {
  const [, region, accountId, type = "", name = ""] = ARN.exec(arn) ?? [];
  const resolve = Object.hasOwn(resolvers, type) ? resolvers[type] : undefined;
  if (!resolve) throw invalidInput(`The resource ARN is not valid: ${arn}`);
  if (region !== context.region || accountId !== context.accountId)
    throw invalidInput(
      `The resource ARN is not of this account (${context.accountId}) and region (${context.region}): ${arn}`,
    );
  try {
    return resolve(context, name);
  } catch (error) {
    if (error instanceof AthenaException) throw notFound(arn);
    throw error;
  }
}

/** The resource that an ARN means, as `context.tags` names it. @throws AthenaException as `resourceOfArn` does */
export const taggableResource = (context: ServiceContext, arn: string): string =>
  resourceOfArn(context, arn, TAGGABLE);
