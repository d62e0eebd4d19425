import type { Random } from "./random.fixture";

/** Where a hostile request tries to read or write. */
export type Targets = { secretFile: string; outsideFolder: string };

const UGLY = [
  "",
  " ",
  "\0",
  "\n",
  "\t",
  "'",
  '"',
  "`",
  "\\",
  "/",
  "..",
  "../",
  "%",
  "%00",
  "%2e%2e%2f",
  "{",
  "}",
  "[",
  "(",
  "$",
  "$x",
  "{{x}}",
  "<script>",
  "--",
  "/*",
  ";",
  "?",
  "*",
  "|",
  "\u202e",
  "\ufeff",
  "é",
  "🦉",
  "a",
  "Z",
  "0",
  "_",
  "-",
  ".",
  "DROP",
  "SELECT",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "toString",
] as const;

const TEXTS = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "null",
  "NaN",
  "-1",
  "1e999",
  "' OR 1=1 --",
  "'; DROP TABLE executions; --",
  "(a+)+$",
  "(?=(.*)*)x",
  "[",
  "\\",
  "\u0000",
  "a\u0000b",
  "\u2028",
  "🦉".repeat(50),
  "%s%s%n",
  "..\\..\\",
  "$(id)",
] as const;

/** Texts that are wrong in many ways, some of them long. */
export function hostileText(random: Random, { secretFile, outsideFolder }: Targets): string {
  if (random.chance(0.5)) return random.text(UGLY, 12);
  if (random.chance(0.03))
    return random.pick(["a", "é", "(", "../", "'"]).repeat(random.below(300_000));
  if (random.chance(0.2)) return random.pick([secretFile, outsideFolder, `file://${secretFile}`]);
  return random.pick(TEXTS);
}

/** Locations that try to leave their bucket, or that are none. */
export function hostileLocation(random: Random, targets: Targets): string {
  const up = "../".repeat(1 + random.below(12));
  return random.pick([
    "s3://athenaeum-results/fuzz/",
    `s3://athenaeum-results/${up}escaped/`,
    `s3://athenaeum-results/a/${up}${up}escaped`,
    `s3://${up}escaped/`,
    "s3://../escaped/",
    "s3://./escaped/",
    "s3://.staging/escaped/",
    "s3:///escaped/",
    "s3://",
    "s3://athenaeum-results",
    "s3://athenaeum-results//double//",
    "s3://athenaeum-results/%2e%2e/%2e%2e/escaped/",
    "s3://athenaeum-results/a\u0000b/",
    "s3://athenaeum-results/..\\..\\escaped/",
    "s3://athenaeum-results/'; COPY (SELECT 1) TO '/tmp/escaped'; --/",
    "s3://athenaeum-results/*/[a]/{b,c}/",
    "s3://no-such-bucket/x/",
    `file://${targets.outsideFolder}/`,
    `${targets.outsideFolder}/`,
    targets.secretFile,
    `s3://athenaeum-results/${"long/".repeat(400)}`,
    `s3://${hostileText(random, targets)}/${hostileText(random, targets)}`,
  ]);
}

/** A JSON value of any kind. */
export function hostileJson(random: Random, targets: Targets, depth = 0): unknown {
  const kinds = depth > 3 ? 6 : 8;
  switch (random.below(kinds)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick([0, -1, 1, 0.5, 49, 51, 1001, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -0]);
    case 3:
    case 4:
      return hostileText(random, targets);
    case 5:
      return hostileLocation(random, targets);
    case 6:
      return Array.from({ length: random.below(5) }, () => hostileJson(random, targets, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          hostileText(random, targets),
          hostileJson(random, targets, depth + 1),
        ]),
      );
  }
}
