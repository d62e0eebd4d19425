/** Paths that DuckDB can follow natively. */
export const jsonMacros: readonly string[] = [
  `athena_json(x JSON) AS x`,
  `athena_json_scalar(j, p) AS CASE WHEN NOT json_valid(CAST(j AS VARCHAR)) THEN NULL
     WHEN coalesce(json_type(CAST(j AS VARCHAR), p), 'OBJECT') IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL
     WHEN json_type(CAST(j AS VARCHAR), p) = 'DOUBLE' THEN athena_json_path_scalar(CAST(j AS VARCHAR), p)
     ELSE json_extract_string(CAST(j AS VARCHAR), p) END`,
  `athena_json_extract(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR)) THEN json_extract(CAST(j AS VARCHAR), p) END`,
  `athena_json_length(j) AS CASE WHEN json_type(CAST(j AS VARCHAR)) = 'ARRAY' THEN CAST(json_array_length(CAST(j AS VARCHAR)) AS BIGINT) END`,
  `athena_json_parse(s) AS CAST(athena_json_canonical(s) AS JSON)`,
  // Texts of timestamps in JSON have their milliseconds.
  `athena_to_json(x) AS CASE WHEN typeof(x) IN ('TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP WITH TIME ZONE') THEN to_json(athena_varchar(x)) ELSE to_json(x) END`,
];
