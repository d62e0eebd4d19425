import { AthenaException, invalidInput } from "../../protocol/errors";
import { reservationNamed, reservationResource } from "../capacity/capacity-reservation";
import { catalogResource, dataCatalogNamed } from "../data-catalogs/data-catalog";
import type { ServiceContext } from "../service-context";
import { workGroupNamed, workGroupResource } from "../workgroups/work-group";

const ARN = /^arn:aws[a-z-]*:athena:([a-z0-9-]+):(\d{12}):([a-z-]+)\/(.+)$/su;

/** The resource as `context.tags` names it; throws when there is none of the name. */
type Resolver = (context: ServiceContext, name: string) => string;

/** What can have tags, by the type in its ARN. */
const RESOLVERS: Readonly<Record<string, Resolver>> = {
  workgroup: (context, name) => workGroupResource(workGroupNamed(context, name).name),
  datacatalog: (context, name) => catalogResource(dataCatalogNamed(context, name).name),
  "capacity-reservation": (context, name) =>
    reservationResource(reservationNamed(context, name).name),
};

const notFound = (arn: string) =>
  new AthenaException("ResourceNotFoundException", `Resource ${arn} was not found.`, {
    ResourceName: arn,
  });

/**
 * The resource that an ARN means, as `context.tags` names it.
 * @throws AthenaException INVALID_INPUT for a text that is no ARN of this account and region, or of
 * something that has no tags; ResourceNotFoundException when there is no such resource
 */
export function taggableResource(context: ServiceContext, arn: string): string {
  const [, region, accountId, type = "", name = ""] = ARN.exec(arn) ?? [];
  const resolve = Object.hasOwn(RESOLVERS, type) ? RESOLVERS[type] : undefined;
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
