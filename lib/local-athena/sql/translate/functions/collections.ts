import { same, type Templates } from "./same";

const zipped = (count: number) => {
  const args = Array.from({ length: count }, (_, index) => `$${index + 1}`);
  const fields = args.map((_, index) => `'__field${index + 1}': athena_z[${index + 1}]`);
  const missing = args.map((argument) => `${argument} IS NULL`).join(" OR ");
  return `CASE WHEN NOT (${missing}) THEN list_transform(list_zip(${args.join(", ")}), lambda athena_z: {${fields.join(", ")}}) END`;
};

export const collectionTemplates: Templates = {
  ...same("coalesce", "@($*)"),
  contains: ["athena_contains($1, $2)"],
  contains_sequence: ["athena_contains_sequence($1, $2)"],
  array_distinct: ["athena_distinct($1)"],
  array_sort: ["list_sort($1, 'ASC', 'NULLS LAST')"],
  array_max: ["athena_array_max($1)"],
  array_min: ["athena_array_min($1)"],
  array_first: ["($1)[1]"],
  array_last: ["($1)[-1]"],
  array_join: ["athena_array_join($1, $2)", "athena_array_join_with($1, $2, $3)"],
  array_position: ["athena_array_position($1, $2)", "athena_array_position_n($1, $2, $3)"],
  array_remove: ["athena_array_remove($1, $2)"],
  array_intersect: ["athena_array_intersect($1, $2)"],
  array_union: ["athena_array_union($1, $2)"],
  array_except: ["athena_array_except($1, $2)"],
  array_histogram: ["athena_array_histogram($1)"],
  arrays_overlap: ["athena_arrays_overlap($1, $2)"],
  flatten: ["flatten($1)"],
  slice: ["athena_slice($1, $2, $3)"],
  repeat: ["athena_repeat($1, $2)"],
  sequence: ["athena_sequence($1, $2)", "athena_sequence_by($1, $2, $3)"],
  shuffle: ["athena_shuffle($1)"],
  trim_array: ["athena_trim_array($1, $2)"],
  combinations: ["athena_combinations_of($1, $2)"],
  ngrams: ["athena_ngrams($1, $2)"],
  zip: ["", zipped(2), zipped(3), zipped(4), zipped(5)],
  map: ["MAP([], [])", "athena_map($1, $2)"],
  map_keys: ["map_keys($1)"],
  map_values: ["map_values($1)"],
  map_entries: ["athena_map_entries($1)"],
  map_from_entries: ["athena_map_from_entries($1)"],
  multimap_from_entries: ["athena_multimap_of(athena_pairs($1))"],
};
