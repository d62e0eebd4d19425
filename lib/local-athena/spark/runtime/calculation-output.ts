import { parseS3Uri } from "../../executions/result-object";
import type { ObjectAppender, ObjectStore } from "../../storage/object-store";
import type { DisplayData } from "../python/python-host";
import { notWritten, tooMuchDisplayed } from "./reasons";

/** What one calculation may display: it is held until its end. What it prints is limited by its Python. */
const DISPLAYED_MAX_BYTES = 64 * 1024 * 1024;
/** What one display costs beside its text. */
const DISPLAY_OVERHEAD_BYTES = 256;
const TAIL_MAX_BYTES = 4 * 1024;

const COMMA = Buffer.from(",");

const TEXT = { contentType: "text/plain; charset=utf-8" };

/** Pictures become objects of their own; nbformat keeps all but SVG in base64. */
const PICTURES: Readonly<Record<string, { extension: string; encoding: "base64" | "utf8" }>> = {
  "image/png": { extension: "png", encoding: "base64" },
  "image/jpeg": { extension: "jpg", encoding: "base64" },
  "image/gif": { extension: "gif", encoding: "base64" },
  "image/svg+xml": { extension: "svg", encoding: "utf8" },
};

export type CalculationOutput = {
  stdout(bytes: Uint8Array): Promise<void>;
  stderr(bytes: Uint8Array): Promise<void>;
  display(data: DisplayData): Promise<void>;
  /** The last line of stderr, which is a failure's own message. */
  lastError(): string | undefined;
  isEmpty(): boolean;
  /** Writes what was displayed and ends both streams. @throws what kept it from being written */
  close(): Promise<void>;
};

/** Where a calculation's output lies, below its working directory (local-athena's own layout). */
export const outputUris = (workingDirectory: string) => ({
  stdout: `${workingDirectory}/stdout`,
  stderr: `${workingDirectory}/stderr`,
  results: `${workingDirectory}/results/`,
});

/**
 * Opens the objects that a calculation prints to; they can be read from now on.
 * @param onFault told once, in words, when the calculation must not go on: too much output, or a full disk
 * @throws StoreError
 */
export async function openCalculationOutput(
  store: ObjectStore,
  workingDirectory: string,
  onFault: (reason: string) => void,
): Promise<CalculationOutput> {
  const location = parseS3Uri(workingDirectory);
  if (!location) throw new Error(`${workingDirectory} is no S3 path`);
  const { bucket, key } = location;
  const stdout = await store.append(bucket, `${key}/stdout`, TEXT);
  const stderr = await store.append(bucket, `${key}/stderr`, TEXT);
  // As text: as values many small ones would be many times as large.
  const displayed: Buffer[] = [];
  let printedBytes = 0;
  let displayedBytes = 0;
  let tail = Buffer.alloc(0);
  let faulty = false;
  const fault = (reason: string) => {
    if (!faulty) onFault(reason);
    faulty = true;
  };

  const print = async (object: ObjectAppender, bytes: Uint8Array) => {
    if (faulty) return;
    printedBytes += bytes.length;
    await object.write(bytes).catch((error: Error) => fault(notWritten(error.message)));
  };
  const writePictures = async ({ data }: DisplayData, position: number) => {
    for (const [type, picture] of Object.entries(PICTURES)) {
      const value = Object.hasOwn(data, type) ? data[type] : undefined;
      const content = Array.isArray(value) ? value.join("") : value;
      if (typeof content !== "string") continue;
      const name = `${key}/results/display-${position}.${picture.extension}`;
      await store.put(bucket, name, Buffer.from(content, picture.encoding), { contentType: type });
    }
  };

  return {
    stdout: (bytes) => print(stdout, bytes),
    async stderr(bytes) {
      tail = Buffer.concat([tail, bytes.subarray(-TAIL_MAX_BYTES)]).subarray(-TAIL_MAX_BYTES);
      await print(stderr, bytes);
    },
    async display(data) {
      if (faulty) return;
      const output = { output_type: "display_data", data: data.data, metadata: data.metadata };
      const text = Buffer.from(JSON.stringify(output));
      displayedBytes += text.length + DISPLAY_OVERHEAD_BYTES;
      if (displayedBytes > DISPLAYED_MAX_BYTES) return fault(tooMuchDisplayed(DISPLAYED_MAX_BYTES));
      displayed.push(text);
      const position = displayed.length;
      await writePictures(data, position).catch((error: Error) => fault(notWritten(error.message)));
    },
    lastError: () => tail.toString("utf8").trimEnd().split("\n").at(-1)?.trim() || undefined,
    isEmpty: () => printedBytes === 0 && displayed.length === 0,
    async close() {
      await stdout.close();
      await stderr.close();
      const between = displayed.flatMap((text, index) => (index === 0 ? [text] : [COMMA, text]));
      await store.put(
        bucket,
        `${key}/results/outputs.json`,
        Buffer.concat([
          Buffer.from('{"nbformat":4,"nbformat_minor":5,"outputs":['),
          ...between,
          Buffer.from("]}"),
        ]),
        { contentType: "application/json" },
      );
    },
  };
}
