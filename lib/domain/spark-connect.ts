/** The address of a session for Spark Connect clients, which send the token with each of their calls. */
export function sparkConnectUrl(endpointUrl: string, authToken: string): string {
  const url = new URL(endpointUrl);
  const secure = url.protocol !== "http:";
  const parameters = [
    ...(secure ? ["use_ssl=true"] : []),
    `x-aws-proxy-auth=${encodeURIComponent(authToken)}`,
  ];
  return `sc://${url.hostname}:${url.port || (secure ? "443" : "80")}/;${parameters.join(";")}`;
}

/** Python that connects to a session; JSON's texts are Python's too. */
export const connectSnippet = (endpointUrl: string, authToken: string) =>
  [
    "from pyspark.sql import SparkSession",
    "",
    `url = ${JSON.stringify(sparkConnectUrl(endpointUrl, authToken))}`,
    "spark = SparkSession.builder.remote(url).getOrCreate()",
    'spark.sql("SHOW DATABASES").show()',
  ].join("\n");
