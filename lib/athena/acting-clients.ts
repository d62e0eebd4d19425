import type { AthenaClient } from "@aws-sdk/client-athena";
import type { S3Client } from "@aws-sdk/client-s3";
import { type ActingIdentity, actingClient } from "./acting";
import { type AthenaOptions, createAthenaClient, createS3Client } from "./client";
import { createIdentity } from "./identity";

type Clients = { athena: AthenaClient; s3: S3Client };

/** People whose clients are kept; they share the connections of the console's own. */
const PEOPLE_MAX = 200;

/**
 * Athena's and S3's clients of the console, which sign for whoever acts (`actingAs`), and its own identity.
 * Waiting in the rate limiter is common to all.
 */
export function createClients(options: AthenaOptions & { stsEndpoint?: string | undefined }) {
  const identity = createIdentity(options);
  const own: Clients = { athena: createAthenaClient(options), s3: createS3Client(options) };
  const ofPeople = new Map<string, Clients>();

  const clientsOf = (person: ActingIdentity, refused?: Clients[keyof Clients]): Clients => {
    const key = JSON.stringify([person.personId, person.roleArn, person.sessionName]);
    const kept = ofPeople.get(key);
    const isRefused = refused !== undefined && (kept?.athena === refused || kept?.s3 === refused);
    const clients = kept === undefined || isRefused ? clientsFor(person) : kept;
    ofPeople.delete(key);
    ofPeople.set(key, clients);
    for (const oldest of ofPeople.keys()) {
      if (ofPeople.size <= PEOPLE_MAX) break;
      ofPeople.delete(oldest);
    }
    return clients;
  };

  const clientsFor = (person: ActingIdentity): Clients => {
    const credentials = identity.credentialsOf(person);
    return {
      athena: createAthenaClient(options, {
        credentials,
        requestHandler: own.athena.config.requestHandler,
      }),
      s3: createS3Client(options, { credentials, requestHandler: own.s3.config.requestHandler }),
    };
  };

  return {
    client: actingClient(own.athena, (...whose) => clientsOf(...whose).athena),
    s3: actingClient(own.s3, (...whose) => clientsOf(...whose).s3),
    callerAccount: identity.callerAccount,
    /** Ends idle connections; calls under way fail. */
    close: () => {
      own.athena.destroy();
      own.s3.destroy();
      identity.close();
    },
  };
}
