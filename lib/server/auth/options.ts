import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { links } from "@/lib/domain/links";
import { ROLES, type Role } from "@/lib/domain/permissions";
import type { Env } from "../env.mjs";
import type { Log } from "../log";
import { DEMO_PEOPLE, isLoopbackRequest } from "./demo-people";

/** A working day: group changes at the provider take effect at the next sign-in. */
export const SESSION_SECONDS = 12 * 3_600;
/** Group names are carried in the session cookie, which browsers and proxies bound. */
const GROUPS_MAX = 200;

type Claims = Record<string, unknown> & {
  sub: string;
  name?: string;
  email?: string;
  preferred_username?: string;
};

/** next-auth's settings. `groupsScope`: the provider offers a `groups` scope and is asked for it. */
export function authOptions(env: Env, groupsScope: boolean, log: Log): AuthOptions {
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
      jwt({ token, account, profile }) {
        if (account?.provider === "oidc") token.groups = groupsOf(profile, env.oidcGroupsClaim);
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
    profile: (claims) => ({
      id: claims.sub,
      name: claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub,
      email: claims.email ?? null,
    }),
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

function groupsOf(profile: unknown, claim: string): string[] {
  const value = (profile as Record<string, unknown> | undefined)?.[claim];
  const groups = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  return groups.filter((group): group is string => typeof group === "string").slice(0, GROUPS_MAX);
}
