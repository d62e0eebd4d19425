import { invalidInput } from "../../protocol/errors";
import type { CatalogType } from "../../state/data-catalogs";

type Parameters = Record<string, string>;

const LAMBDA_ARN =
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(?::[A-Za-z0-9$_-]+)?$/u;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/u;
const CONNECTION_ARN = /^arn:aws[a-z-]*:glue:[a-z0-9-]+:\d{12}:connection\/.+$/u;
const CONNECTION_TYPES = [
  "DYNAMODB",
  "MYSQL",
  "POSTGRESQL",
  "REDSHIFT",
  "ORACLE",
  "SYNAPSE",
  "SQLSERVER",
  "DB2",
  "OPENSEARCH",
  "BIGQUERY",
  "GOOGLECLOUDSTORAGE",
  "HBASE",
  "DOCUMENTDB",
  "CMDB",
  "TPCDS",
  "TIMESTREAM",
  "SAPHANA",
  "SNOWFLAKE",
  "DATALAKEGEN2",
  "DB2AS400",
];

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

const matches = (pattern: RegExp, meaning: string) => ({
  meaning,
  accepts: (value: string) => pattern.test(value),
});

const lambda = matches(LAMBDA_ARN, "the ARN of a Lambda function");

const VALUES: Record<string, { meaning: string; accepts: (value: string) => boolean }> = {
  "metadata-function": lambda,
  "record-function": lambda,
  function: lambda,
  "sdk-version": matches(/^.+$/su, "a version"),
  "catalog-id": matches(/^\d{12}$/u, "an account id of 12 digits"),
  "connection-arn": matches(CONNECTION_ARN, "the ARN of a Glue connection"),
  "lambda-role-arn": matches(ROLE_ARN, "the ARN of a role"),
  "connection-type": {
    meaning: `one of ${CONNECTION_TYPES.join(", ")}`,
    accepts: (value) => CONNECTION_TYPES.includes(value),
  },
  "connection-properties": { meaning: "a JSON object", accepts: isJsonObject },
};

/** The sets of parameters that a type takes: all of `required`, any of `optional`, nothing else. */
const FORMS: Record<CatalogType, readonly { required: string[]; optional?: string[] }[]> = {
  HIVE: [{ required: ["metadata-function"], optional: ["sdk-version"] }],
  LAMBDA: [{ required: ["metadata-function", "record-function"] }, { required: ["function"] }],
  GLUE: [{ required: ["catalog-id"] }],
  FEDERATED: [
    { required: ["connection-arn"], optional: ["lambda-role-arn"] },
    { required: ["connection-type", "connection-properties"], optional: ["lambda-role-arn"] },
  ],
};

/**
 * Checks a catalog's parameters by its type (reference 1.1 DataCatalog; the wording is ours).
 * @throws AthenaException INVALID_INPUT
 */
export function checkParameters(type: CatalogType, parameters: Parameters): void {
  const names = Object.keys(parameters);
  const forms = FORMS[type];
  const fits = forms.some(
    ({ required, optional = [] }) =>
      required.every((name) => names.includes(name)) &&
      names.every((name) => required.includes(name) || optional.includes(name)),
  );
  if (!fits) {
    const wanted = forms.map(({ required }) => required.join(" and ")).join(", or ");
    throw invalidInput(`Parameters of a ${type} data catalog must be: ${wanted}.`);
  }
  for (const [name, value] of Object.entries(parameters)) {
    const rule = VALUES[name];
    if (rule && !rule.accepts(value))
      throw invalidInput(`Parameter ${name} must be ${rule.meaning}.`);
  }
}
