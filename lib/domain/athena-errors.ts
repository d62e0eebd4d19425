/** Athena's catalogue of ErrorType (reference 4.4); ranges are inclusive. */
const MEANINGS: readonly [codes: string, meaning: string][] = [
  ["0-8", "Query exhausted resources at this scale factor"],
  ["100,300-303,400,1010,9999", "Internal service error"],
  [
    "200-202,205,207,208,211-232,235,236,1012,1013,1102,1104,1105,1304,1305,1308",
    "Query engine had an internal error",
  ],
  ["203", "Driver error"],
  ["204", "The metastore had an error"],
  ["206,210", "Query timed out"],
  ["209", "Failed to cancel query"],
  ["233", "Iceberg error"],
  ["234", "Lake Formation error"],
  ["237,1005", "Serialization error"],
  ["238", "Failed to upload metadata to Amazon S3"],
  ["239", "General persistence error"],
  ["240", "Failed to submit query"],
  ["401,402", "Failed to write query results to Amazon S3"],
  ["1000", "User error"],
  ["1001,1002,1007", "Data error"],
  ["1003", "DDL task failed"],
  ["1004", "Schema error"],
  ["1006", "Syntax error"],
  ["1008", "Query rejected"],
  ["1009", "Query failed"],
  ["1011,1014", "Query canceled by user"],
  ["1100", "Invalid argument provided"],
  ["1101", "Invalid property provided"],
  ["1103", "Invalid table property provided"],
  ["1106", "Invalid function argument provided"],
  ["1107", "Invalid view"],
  ["1108", "Failed to register function"],
  ["1109", "Provided Amazon S3 path not found"],
  ["1110", "Provided table or view does not exist, or exists already"],
  ["1200", "Query not supported"],
  ["1201", "Provided decoder not supported"],
  ["1202", "Query type not supported"],
  ["1300", "General not found error"],
  ["1301", "General entity not found"],
  ["1302", "File not found"],
  ["1303", "Provided function or function implementation not found"],
  ["1306", "Amazon S3 bucket not found"],
  ["1307", "Selected engine not found"],
  ["1400", "Throttling error"],
  ["1401", "Failed due to AWS Glue throttling"],
  ["1402", "Failed due to too many table versions in AWS Glue"],
  ["1403", "Failed due to Amazon S3 throttling"],
  ["1404-1406", "Failed due to Amazon Athena throttling"],
  ["1500", "Permission error"],
  ["1501", "Amazon S3 permission error"],
  ["1502", "Metastore error in a DDL statement"],
  ["1602", "Exceeded reserved capacity limit; insufficient capacity to execute this query"],
];

const meaningByType = new Map<number, string>(
  MEANINGS.flatMap(([codes, meaning]) =>
    codes.split(",").flatMap((part) => {
      const [first = 0, last = first] = part.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, i): [number, string] => [
        first + i,
        meaning,
      ]);
    }),
  ),
);

/** What an AthenaError.ErrorType means; undefined for a number newer than the catalogue. */
export const errorTypeMeaning = (type: number) => meaningByType.get(type);

/** AthenaError.ErrorCategory: whose fault it is. */
export function errorCategoryLabel(category: number): string {
  return { 1: "System", 2: "User", 3: "Other" }[category] ?? `Category ${category}`;
}
