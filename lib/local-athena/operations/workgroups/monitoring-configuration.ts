import type { MonitoringConfiguration } from "@aws-sdk/client-athena";

const LOG_TYPES: Readonly<Record<string, readonly string[]>> = {
  SPARK_DRIVER: ["STDOUT", "STDERR"],
  SPARK_EXECUTOR: ["STDOUT", "STDERR"],
};

/** What is wrong with the logging of a Spark 3.5 workgroup (reference 7.4); undefined when nothing is. */
export function checkMonitoring(
  monitoring: MonitoringConfiguration | undefined,
): string | undefined {
  const { S3LoggingConfiguration: s3, CloudWatchLoggingConfiguration: cloudWatch } =
    monitoring ?? {};
  if (s3?.Enabled && !s3.LogLocation) return "LogLocation is required when S3 logging is enabled.";
  for (const [type, outputs] of Object.entries(cloudWatch?.LogTypes ?? {})) {
    const known = Object.hasOwn(LOG_TYPES, type) ? LOG_TYPES[type] : undefined;
    if (!known) return `Log type ${type} is not supported.`;
    const output = outputs.find((one) => !known.includes(one));
    if (output !== undefined) return `Log type ${type} has no output ${output}.`;
  }
  return undefined;
}
