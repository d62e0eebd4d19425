const hive = "org.apache.hadoop.hive.ql.io";

export const lazySimple = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
export const openCsv = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
export const openxJson = "org.openx.data.jsonserde.JsonSerDe";
export const hiveJson = "org.apache.hive.hcatalog.data.JsonSerDe";
export const hive2Json = "org.apache.hadoop.hive.serde2.JsonSerDe";
export const regex = "org.apache.hadoop.hive.serde2.RegexSerDe";
export const parquet = `${hive}.parquet.serde.ParquetHiveSerDe`;

/** Classes of Hive that read and write a format; text has the SerDe that the table names. */
export type StorageFormat = { input: string; output: string; serde?: string };

const textInput = "org.apache.hadoop.mapred.TextInputFormat";
const textOutput = `${hive}.HiveIgnoreKeyTextOutputFormat`;

/** By their names in STORED AS, in lower case; a format without a SerDe has LazySimpleSerDe. */
export const storageFormats: Readonly<Record<string, StorageFormat>> = {
  textfile: { input: textInput, output: textOutput },
  parquet: {
    input: `${hive}.parquet.MapredParquetInputFormat`,
    output: `${hive}.parquet.MapredParquetOutputFormat`,
    serde: parquet,
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
  sequencefile: {
    input: "org.apache.hadoop.mapred.SequenceFileInputFormat",
    output: `${hive}.HiveSequenceFileOutputFormat`,
  },
  ion: {
    input: "com.amazon.ionhiveserde.formats.IonInputFormat",
    output: "com.amazon.ionhiveserde.formats.IonOutputFormat",
    serde: "com.amazon.ionhiveserde.IonHiveSerDe",
  },
  rcfile: {
    input: `${hive}.RCFileInputFormat`,
    output: `${hive}.RCFileOutputFormat`,
    serde: "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
  },
};
