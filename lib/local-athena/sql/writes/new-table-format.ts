import { engineError } from "../errors";
import { delimitedFormat } from "../tables/delimited";
import { hiveJson, lazySimple, storageFormats } from "../tables/storage-formats";
import { compressionOf, type DataFormat } from "./data-format";
import { numberProperty, type StatementProperties, textProperty } from "./statement-properties";
import { invalidProperty } from "./write-error";

/** Glue's parameters that make a table read what a format writes. */
export type StoredFormat = { format: DataFormat; parameters: Record<string, string> };

/**
 * How CTAS and UNLOAD store rows: `format` (Parquet unless named), its compression and the field delimiter of text.
 * @throws SqlError INVALID_TABLE_PROPERTY; NOT_SUPPORTED for formats that this engine cannot write
 */
export function newTableFormat(properties: StatementProperties): StoredFormat {
  const name = (textProperty(properties, "format") ?? "PARQUET").toUpperCase();
  const delimiter = textProperty(properties, "field_delimiter");
  const general =
    textProperty(properties, "write_compression") ?? textProperty(properties, "compression");
  const own = textProperty(properties, `${name.toLowerCase()}_compression`);
  if (own !== undefined && general !== undefined)
    throw invalidProperty(
      `Only one of write_compression and ${name.toLowerCase()}_compression can be specified`,
    );
  const compression = own ?? general ?? "GZIP";
  if (numberProperty(properties, "compression_level") !== undefined && !/^ZSTD$/i.test(compression))
    throw invalidProperty("compression_level is only supported for ZSTD compression");
  if (delimiter !== undefined && name !== "TEXTFILE")
    throw invalidProperty("field_delimiter can only be specified for the TEXTFILE format");
  if (name === "ORC" || name === "AVRO")
    throw engineError("NOT_SUPPORTED", `Writing ${name} is not supported by local-athena`);
  const kind = name === "PARQUET" ? "parquet" : name === "JSON" ? "json" : "text";
  const storage = storageFormats[kind === "parquet" ? "parquet" : "textfile"];
  if (storage === undefined || !/^(PARQUET|JSON|TEXTFILE)$/.test(name))
    throw invalidProperty(`Invalid value for table property 'format': ${name}`);
  const parameters: Record<string, string> = {
    inputformat: storage.input,
    outputformat: storage.output,
    "serde.serialization.lib": storage.serde ?? (kind === "json" ? hiveJson : lazySimple),
  };
  const duckCompression = compressionOf(kind, compression);
  if (kind !== "text") return { format: { kind, compression: duckCompression }, parameters };
  if (delimiter !== undefined) {
    if (delimiter.length !== 1) throw invalidProperty("field_delimiter must be a single character");
    parameters["serde.param.field.delim"] = delimiter;
    parameters["serde.param.serialization.format"] = delimiter;
  }
  const delimiters = delimitedFormat(parameters);
  return { format: { kind, compression: duckCompression, delimiters }, parameters };
}
