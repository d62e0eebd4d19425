import { AsyncLocalStorage } from "node:async_hooks";

/** Whom calls to AWS are signed for: a session of an IAM role, one person's own. */
export type ActingIdentity = {
  /** Two people never share a session, even where their names for AWS are alike. */
  personId: string;
  roleArn: string;
  sessionName: string;
};

/** Next bundles each route apart: the one storage of the process hangs on globalThis. */
const holder = globalThis as typeof globalThis & {
  athenaeumActing?: AsyncLocalStorage<ActingIdentity | undefined>;
};
holder.athenaeumActing ??= new AsyncLocalStorage();
const storage = holder.athenaeumActing;

/** Calls to Athena and S3 within `work` are signed for the identity; undefined means the console's own. */
export const actingAs = <T>(identity: ActingIdentity | undefined, work: () => Promise<T>) =>
  storage.run(identity, work);

/** What serves everyone is read by the console, whoever happens to ask for it first. */
export const asConsole = <T>(work: () => Promise<T>) => storage.run(undefined, work);

export const actingIdentity = () => storage.getStore();

/** The name of a role by its ARN, which may be shown where ARNs may not. */
export const roleNameOf = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf("/") + 1);

/** AWS takes these credentials no longer, whatever was said of their end: the role was made anew, or cut off. */
const NO_LONGER_TAKEN =
  /^(ExpiredToken|ExpiredTokenException|InvalidToken|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)$/;

/**
 * A client as its users know it, of which each call goes through the client of whoever acts. `clientOf` is asked for
 * a client of their own, and for another one, once a call, when AWS takes the credentials of `refused` no longer.
 */
export const actingClient = <Client extends object>(
  own: Client,
  clientOf: (identity: ActingIdentity, refused?: Client) => Client,
): Client =>
  new Proxy(own, {
    get(target, name) {
      const identity = actingIdentity();
      const client = identity === undefined ? target : clientOf(identity);
      const member: unknown = Reflect.get(client, name, client);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        const answer: unknown = Reflect.apply(member, client, args);
        if (identity === undefined || !(answer instanceof Promise)) return answer;
        return answer.catch((error: unknown) => {
          if (!(error instanceof Error && NO_LONGER_TAKEN.test(error.name))) throw error;
          const another = clientOf(identity, client);
          return Reflect.apply(member, another, args);
        });
      };
    },
  });
