import type { Templates } from "./same";

export const jsonTemplates: Templates = {
  json_parse: ["athena_json_parse($1)"],
  json_format: ["CAST(athena_json($1) AS VARCHAR)"],
  json_array_length: ["athena_json_length($1)"],
  json_array_get: ["", "CAST(athena_json_array_get($1, $2) AS VARCHAR)"],
  json_array_contains: ["", "athena_json_contains($1, $2)"],
  json_size: ["", "athena_json_path_size($1, $2)"],
  is_json_scalar: ["athena_is_json_scalar($1)"],
};
