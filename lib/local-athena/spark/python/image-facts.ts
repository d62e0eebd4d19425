/** The memory of a Python that is ready to serve, beside what else a process needs; made by scripts/build-spark-python.mjs. */
export type ImageFacts = {
  memoryBytes: number;
  /** Offset and length of the parts that are not zero, in the order in which image.bin holds them. */
  runs: [number, number][];
  homeDirectory: string;
  /** Files of the image folder by where they stand in Python's file system. */
  files: Record<string, string>;
  /** Why pyspark is not in it, or nothing: such an image is for tests while pyspark is worked on. */
  problem: string;
};
