import { SqlError } from "../engine";
import { engineError } from "../errors";

const isNumber = /^\d+$/;

/** The table properties that Athena lets an Iceberg table have, and their values. */
const known: Readonly<Record<string, RegExp>> = {
  table_type: /^iceberg$/i,
  format: /^(parquet|orc|avro)$/i,
  write_compression: /^(gzip|snappy|zstd|none|lz4)$/i,
  compression_level: isNumber,
  optimize_rewrite_data_file_threshold: isNumber,
  optimize_rewrite_delete_file_threshold: isNumber,
  optimize_rewrite_min_data_file_size_bytes: isNumber,
  optimize_rewrite_max_data_file_size_bytes: isNumber,
  vacuum_min_snapshots_to_keep: isNumber,
  vacuum_max_snapshot_age_seconds: isNumber,
  vacuum_max_metadata_files_to_keep: isNumber,
  write_target_data_file_size_bytes: isNumber,
};

/** The names that CTAS takes besides those of every table. */
export const icebergPropertyNames: readonly string[] = Object.keys(known);

const invalid = (text: string) => new SqlError(text, 2, 1101);

/**
 * Checks the properties of an Iceberg table.
 * @throws SqlError for names that Athena has not and for values that they cannot have; NOT_SUPPORTED for other files
 * than Parquet
 */
export function checkIcebergProperties(properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) {
    const form = Object.hasOwn(known, name) ? known[name] : undefined;
    if (form === undefined) throw invalid(`Unsupported table property key: ${name}`);
    if (!form.test(value)) throw invalid(`Invalid table property value: ${name}=${value}`);
  }
  if (properties.format !== undefined && !/^parquet$/i.test(properties.format))
    throw engineError(
      "NOT_SUPPORTED",
      `Iceberg tables of format ${properties.format} are not supported by local-athena`,
    );
}
