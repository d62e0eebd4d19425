/** What StartSession takes besides the size and the properties of a session (reference 1.1). */
export const SESSION_SETTINGS = {
  executionRole: {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/,
    charsMax: 2_048,
    problem: "The ARN of an IAM role: arn:aws:iam::<account>:role/<name>",
  },
  kmsKey: {
    pattern:
      /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/?[a-zA-Z_0-9+=,.@\-_/]+|alias\/[a-zA-Z0-9/_-]+|[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12})$/,
    charsMax: 2_048,
    problem: "The ARN, id or alias of a KMS key",
  },
  logLocation: {
    pattern: /^s3:\/\/[a-z0-9][a-z0-9-]*[a-z0-9](\/.*)?$/,
    charsMax: 1_024,
    problem: "An address as s3://bucket/folder/",
  },
  logGroup: {
    pattern: /^[a-zA-Z0-9._/-]+$/,
    charsMax: 512,
    problem: "Letters, digits and . _ / - only",
  },
  streamPrefix: { pattern: /^[^:*]+$/, charsMax: 512, problem: "Without : and *" },
  tagKey: {
    pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}+\-=._:/@]+$/u,
    charsMax: 128,
    problem: "Letters, digits, spaces and + - = . _ : / @ only, not beginning with aws:",
  },
  tagValue: {
    pattern: /^[\p{L}\p{Z}\p{N}+\-=._:/@]*$/u,
    charsMax: 256,
    problem: "Letters, digits, spaces and + - = . _ : / @ only",
  },
} as const satisfies Record<string, { pattern: RegExp; charsMax: number; problem: string }>;

export const SESSION_TAGS_MAX = 50;

/** What is wrong with a text, or nothing. */
export function settingProblem(
  setting: keyof typeof SESSION_SETTINGS,
  text: string,
): string | undefined {
  const { pattern, charsMax, problem } = SESSION_SETTINGS[setting];
  if (text.length > charsMax)
    return `Athena takes at most ${charsMax.toLocaleString("en-US")} characters`;
  return pattern.test(text) ? undefined : problem;
}

export type SessionTag = { key: string; value: string };

/** Where an Apache Spark 3.5 session writes its logs, instead of where its workgroup says. */
export type SessionLogging = {
  managed: { enabled: boolean; kmsKey?: string | undefined };
  s3: { enabled: boolean; location?: string | undefined; kmsKey?: string | undefined };
  cloudWatch: {
    enabled: boolean;
    logGroup?: string | undefined;
    streamPrefix?: string | undefined;
  };
};
