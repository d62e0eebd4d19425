/** Who a request comes from, as GetCallerIdentity tells it. */
export type Principal = { arn: string; userId: string };

/** Whoever signs with keys that STS did not issue: any key pair is this one user's. */
export const ownUser = (accountId: string): Principal => ({
  arn: `arn:aws:iam::${accountId}:user/athenaeum`,
  userId: "AIDALOCALATHENAEUM000",
});

/** A session of a role; its ARN leaves out the role's path, as AWS does. `roleId`: AROA and 17 characters. */
export const assumedRole = (
  accountId: string,
  roleName: string,
  roleId: string,
  sessionName: string,
): Principal => ({
  arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
  userId: `${roleId}:${sessionName}`,
});
