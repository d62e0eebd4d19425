import type { ResultSink, RunOutcome, Statement } from "../sql/engine";
import { metadataMessage } from "./metadata-file";
import { manifestName, metadataName, updateTypeOf } from "./result-object";
import { type ResultTarget, removeResultFiles } from "./result-target";
import { createResultWriter, type ResultWriter } from "./result-writer";

const contentType = "application/octet-stream";

type PublishedResult = Pick<ResultWriter, "writesObject" | "columnsSeen"> & {
  /** Undefined where nothing was written, and for managed query results. */
  manifestLocation: string | undefined;
};

export type ResultFiles = {
  readonly sink: ResultSink;
  /** Resolves when the object, its `.metadata` and its manifest are all readable. */
  publish(queryId: string, outcome: RunOutcome): Promise<PublishedResult>;
  /** Takes away whatever was written. */
  discard(): Promise<void>;
};

/** The files of one execution (reference 5.1): none of them can be read before the statement has ended. */
export function createResultFiles(target: ResultTarget, statement: Statement): ResultFiles {
  const { store, location, uri } = target;
  const writer = createResultWriter(store, location, statement);
  let published = false;
  return {
    sink: writer,
    async publish(queryId, outcome) {
      published = true;
      const { writesObject, columnsSeen } = writer;
      await writer.finish();
      const { updateType = updateTypeOf(statement), updateCount, manifest = [] } = outcome;
      if (columnsSeen.length > 0) {
        const message = metadataMessage({ queryId, updateType, updateCount, columns: columnsSeen });
        await store.put(location.bucket, metadataName(location.key), message, { contentType });
      }
      if (manifest.length === 0 || uri === undefined)
        return { writesObject, columnsSeen, manifestLocation: undefined };
      const lines = Buffer.from(manifest.map((file) => `${file}\n`).join(""));
      await store.put(location.bucket, manifestName(location.key), lines, { contentType });
      return { writesObject, columnsSeen, manifestLocation: manifestName(uri) };
    },
    async discard() {
      await writer.discard();
      if (published) await removeResultFiles(target);
    },
  };
}
