const SQL = "SELECT count(*) AS flights FROM sample.flights";
const CODE = 'spark.table("sample.flights").groupBy("origin").count().show(5)';

/** Lines that work as they stand against a service at `url` that holds the sample data. */
export function usageExamples(url: string, region: string): { title: string; text: string }[] {
  return [
    {
      title: "For any AWS client: the environment",
      text: `export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any`,
    },
    {
      title: "AWS CLI",
      text: `id=$(aws athena start-query-execution \\
  --query-string "${SQL}" --query QueryExecutionId --output text)
aws athena get-query-execution --query-execution-id "$id" --query QueryExecution.Status.State
aws athena get-query-results --query-execution-id "$id"
aws s3 ls s3://athenaeum-sample/`,
    },
    {
      title: "AWS CLI, Spark (a session takes about a second to be IDLE)",
      text: `session=$(aws athena start-session --work-group spark-research \\
  --engine-configuration MaxConcurrentDpus=4 --query SessionId --output text)
aws athena get-session-status --session-id "$session" --query Status.State
calculation=$(aws athena start-calculation-execution --session-id "$session" \\
  --code-block '${CODE}' --query CalculationExecutionId --output text)
aws s3 cp "$(aws athena get-calculation-execution --calculation-execution-id "$calculation" \\
  --query Result.StdOutS3Uri --output text)" -`,
    },
    {
      title: "Python (boto3)",
      text: `import boto3

athena = boto3.client("athena", endpoint_url="${url}", region_name="${region}",
                      aws_access_key_id="any", aws_secret_access_key="any")
started = athena.start_query_execution(QueryString="${SQL}")
print(athena.get_query_execution(QueryExecutionId=started["QueryExecutionId"]))`,
    },
    {
      title: "JavaScript (AWS SDK v3)",
      text: `import { AthenaClient, StartQueryExecutionCommand } from "@aws-sdk/client-athena";

const athena = new AthenaClient({ endpoint: "${url}", region: "${region}",
  credentials: { accessKeyId: "any", secretAccessKey: "any" } });
const QueryString = "${SQL}";
console.log(await athena.send(new StartQueryExecutionCommand({ QueryString })));`,
    },
  ];
}
