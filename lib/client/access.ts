import { queryOptions } from "@tanstack/react-query";
import type { getAccess, previewAccess } from "@/lib/contracts/access";
import { call } from "./call";

/** Where rights come from and who is known. Read again when the page is looked at again: the file may have changed. */
export const accessOptions = () =>
  queryOptions({
    queryKey: ["access"],
    queryFn: ({ signal }) => call<typeof getAccess>("GET /api/access", {}, signal),
    refetchOnWindowFocus: true,
  });

/** What a policy would change; nothing is written. */
export const previewOfPolicy = (text: string) =>
  call<typeof previewAccess>("POST /api/access/preview", { text });
