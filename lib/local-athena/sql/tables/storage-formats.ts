const hive = "org.apache.hadoop.hive.ql.io";
/** Classes of Hive that read and write a format; text has the SerDe that the table names. */
export type StorageFormat = { input: string; output: string; serde?: string };

/** By their names in STORED AS, in lower case. */
export const storageFormats: Readonly<Record<string, StorageFormat>> = {
  textfile: {
    input: "org.apache.hadoop.mapred.TextInputFormat",
    output: `${hive}.HiveIgnoreKeyTextOutputFormat`,
  },
  parquet: {
    input: `${hive}.parquet.MapredParquetInputFormat`,
    output: `${hive}.parquet.MapredParquetOutputFormat`,
    serde: `${hive}.parquet.serde.ParquetHiveSerDe`,
  },
  orc: {
    input: `${hive}.orc.OrcInputFormat`,
    output: `${hive}.orc.OrcOutputFormat`,
    serde: `${hive}.orc.OrcSerde`,
  },
  avro: {
    input: `${hive}.avro.AvroContainerInputFormat`,
    output: `${hive}.avro.AvroContainerOutputFormat`,
    serde: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
  },
};
export const lazySimple = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
