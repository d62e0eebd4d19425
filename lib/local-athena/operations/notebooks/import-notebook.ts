import { buffer } from "node:stream/consumers";
import { parseS3Uri } from "../../executions/result-object";
import { invalidInput } from "../../protocol/errors";
import type { Handler, Input } from "../operation";
import type { ServiceContext } from "../service-context";
import { insertNotebook } from "./create-notebook";
import { cellsOfNotebook } from "./ipynb";
import { notebookWorkGroup, requireEnabled } from "./notebook";

/** As for Payload; an object is told by its bytes before it is read. */
const PAYLOAD_CHARS_MAX = 10_485_760;

async function payloadFromS3(context: ServiceContext, uri: string): Promise<string> {
  const location = parseS3Uri(uri);
  if (!location?.key) throw invalidInput("notebookS3LocationUri is not a valid S3 path.");
  const { bucket, key } = location;
  const object = (await context.store.bucketExists(bucket))
    ? await context.store.get(bucket, key)
    : undefined;
  if (!object) throw invalidInput(`There is no object at ${uri}.`);
  if (object.head.sizeBytes > PAYLOAD_CHARS_MAX) {
    object.body.destroy();
    throw invalidInput(
      `The notebook at ${uri} has ${object.head.sizeBytes} bytes. At most ${PAYLOAD_CHARS_MAX} can be imported.`,
    );
  }
  return (await buffer(object.body)).toString("utf8");
}

/** Payload or NotebookS3LocationUri, exactly one of them. */
function payloadOf(
  context: ServiceContext,
  { Payload, NotebookS3LocationUri }: Input<"ImportNotebook">,
): string | Promise<string> {
  if (Payload !== undefined && NotebookS3LocationUri === undefined) return Payload;
  if (Payload === undefined && NotebookS3LocationUri !== undefined)
    return payloadFromS3(context, NotebookS3LocationUri);
  throw invalidInput("Exactly one of Payload or NotebookS3LocationUri must be provided.");
}

/** Creates a notebook from an ipynb of nbformat 4, which is kept byte for byte. */
export const importNotebook: Handler<"ImportNotebook"> = async (context, input) => {
  const workGroup = notebookWorkGroup(context, input.WorkGroup);
  requireEnabled(workGroup);
  const payload = await payloadOf(context, input);
  cellsOfNotebook(payload);
  const NotebookId = insertNotebook(context, {
    operation: "ImportNotebook",
    // The workgroup may have gone while the object was read.
    workGroup: notebookWorkGroup(context, workGroup.name),
    name: input.Name,
    payload,
    token: input.ClientRequestToken,
  });
  return { NotebookId };
};
