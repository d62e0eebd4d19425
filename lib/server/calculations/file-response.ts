type File = {
  body: ReadableStream<Uint8Array>;
  fileName: string;
  sizeBytes: number | undefined;
};

/** A file to keep, never to be shown by the browser as a page of ours. */
export const fileResponse = ({ body, fileName, sizeBytes }: File, contentType: string) =>
  new Response(body, {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "_")}"`,
      "x-content-type-options": "nosniff",
      ...(sizeBytes === undefined ? {} : { "content-length": String(sizeBytes) }),
      "cache-control": "no-store",
    },
  });
