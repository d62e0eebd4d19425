import { useQueryClient } from "@tanstack/react-query";
import { calculationOptions } from "@/lib/client/calculations";

/** Reads a calculation once, from what the page knows of it where it does. */
export function useCode() {
  const client = useQueryClient();
  return (id: string) =>
    client.fetchQuery({ ...calculationOptions(id), staleTime: Number.POSITIVE_INFINITY });
}
