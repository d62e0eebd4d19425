import { AppError } from "@/lib/domain/errors";

/**
 * The body of a request as UTF-8 text, read no further than `bytesMax`: what is announced or sent beyond it
 * is never held in memory. @throws AppError INVALID when there is more
 */
export async function readBody(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = () => new AppError("INVALID", "The request is too large");
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge();
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    sizeBytes += value.byteLength;
    if (sizeBytes > bytesMax) {
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
