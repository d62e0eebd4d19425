import type { Calculation } from "@/lib/domain/calculations";
import { AppError } from "@/lib/domain/errors";

/** The address of an object below ResultS3Uri. @throws AppError NOT_FOUND while the calculation has no result */
export function resultObjectUri({ result }: Calculation, name: string): string {
  if (result.resultUri === undefined)
    throw new AppError("NOT_FOUND", "This calculation has no result yet");
  return `${result.resultUri.replace(/\/$/, "")}/${name}`;
}
