import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { links } from "@/lib/domain/links";
import { ROLES, type Role } from "@/lib/domain/permissions";
import type { Env } from "../env.mjs";
import type { Log } from "../log";
import type { AccessPolicy } from "./access-policy";
import { DEMO_PEOPLE, isLoopbackRequest } from "./demo-people";
import { groupsOf } from "./groups";

/** A working day: group changes at the provider take effect at the next sign-in. */
export const SESSION_SECONDS = 12 * 3_600;

type Claims = Record<string, unknown> & {
  sub: string;
  name?: string;
  email?: string;
  /** Amazon Cognito writes it as text. */
  email_verified?: boolean | string;
  preferred_username?: string;
};

type Parts = { env: Env; log: Log; accessPolicy: Pick<AccessPolicy, "status"> };

/** next-auth's settings. `groupsScope`: the provider offers a `groups` scope and is asked for it. */
export function authOptions({ env, log, accessPolicy }: Parts, groupsScope: boolean): AuthOptions {
  return {
    providers: [
      ...(env.oidc ? [oidc(env.oidc, groupsScope)] : []),
      ...(env.demoSignIn ? [demo()] : []),
    ],
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    ...(env.nextAuthSecret ? { secret: env.nextAuthSecret } : {}),
    logger: logger(log),
    pages: { signIn: links.signIn(), error: links.signIn() },
    callbacks: {
      async jwt({ token, account, profile }) {
        if (account?.provider === "oidc") {
          const claim = env.oidcGroupsClaim;
          const { kept, leftOut, problem } = await groupsOf({ ...profile }, claim, accessPolicy);
          token.groups = kept;
          // Who signs in and may do nothing asks an admin, who looks here.
          const words = { actorId: token.sub, claim, groups: kept.length };
          if (problem) log.warn({ ...words, problem }, "signed in without groups");
          if (leftOut > 0) log.warn({ ...words, leftOut }, "signed in with more groups than fit");
        }
        if (account?.provider === "demo")
          token.demoRole = account.providerAccountId.replace(/^demo-/, "");
        return token;
      },
      redirect: ({ url, baseUrl }) => {
        const target = new URL(url, baseUrl);
        return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
      },
    },
  };
}

/** next-auth's own words without what it hands along: that may hold tokens or a provider's whole answer. */
const logger = (log: Log): AuthOptions["logger"] => ({
  error(code, metadata) {
    const { error = metadata } = metadata as { error?: { name?: string; message?: string } };
    const words = { code, errorName: error.name, errorMessage: error.message };
    // Anyone can send a cookie that is not ours, and as often as they like.
    if (code === "JWT_SESSION_ERROR") log.debug(words, "session not read");
    else log.error(words, "sign-in failed");
  },
  warn: (code) => log.warn({ code }, "next-auth"),
  debug: () => undefined,
});

function oidc(settings: NonNullable<Env["oidc"]>, groupsScope: boolean): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${settings.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    authorization: { params: { scope: `openid profile email${groupsScope ? " groups" : ""}` } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Some providers put groups into the id token, some into userinfo: read both.
      async request({ client, tokens }) {
        const claims = (tokens as { claims?: () => Claims }).claims?.();
        const userinfo = tokens.access_token
          ? await client.userinfo(tokens.access_token)
          : undefined;
        return { ...claims, ...userinfo } as Claims;
      },
    },
    profile: (claims) => {
      // It becomes their name here and in CloudTrail: nobody goes by an address that may be another's.
      const email = String(claims.email_verified) === "false" ? undefined : claims.email;
      return {
        id: claims.sub,
        name: claims.name ?? claims.preferred_username ?? email ?? claims.sub,
        email: email || null,
      };
    },
  };
}

const demo = () =>
  Credentials({
    id: "demo",
    name: "Demo",
    credentials: { role: {} },
    authorize(credentials, request) {
      if (!isLoopbackRequest((name) => request.headers?.[name])) return null;
      const role = ROLES.find((known): known is Role => known === credentials?.role);
      return role ? { ...DEMO_PEOPLE[role] } : null;
    },
  });
