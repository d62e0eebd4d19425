/** What went wrong, what to do; by the codes that next-auth puts into `?error=`. */
const PROBLEMS: Readonly<Record<string, string>> = {
  AccessDenied: "Your identity provider refused the sign-in. Ask its administrator for access.",
  Configuration:
    "Sign-in is not set up correctly on this server. Its administrator finds the reason in the console's log.",
  OAuthSignin:
    "The identity provider could not be reached. Try again; if it goes on, tell the administrator.",
  OAuthCallback: "The identity provider did not complete the sign-in. Try again.",
  OAuthCreateAccount:
    "The identity provider sent an account without an id. Tell the administrator.",
  OAuthAccountNotLinked: "This account belongs to somebody else here. Use the other account.",
  Callback: "The sign-in could not be completed. Try again.",
  CredentialsSignin:
    "This person cannot sign in here: sample people are for this machine, at localhost or 127.0.0.1.",
  SessionRequired: "Your session has ended. Sign in to go on.",
};

/** The words for a code; undefined without one. Text from an address is never shown as it is. */
export function signInProblem(code: string | undefined): string | undefined {
  if (!code) return undefined;
  const known = Object.keys(PROBLEMS).find((name) => name.toLowerCase() === code.toLowerCase());
  return known ? PROBLEMS[known] : "The sign-in did not work. Try again.";
}

export const CONSOLE_UNREACHABLE =
  "The console could not be reached. Check the connection and try again.";
