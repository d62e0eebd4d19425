import { queryOptions } from "@tanstack/react-query";
import type { listWorkgroups } from "@/lib/contracts/workgroups";
import { call } from "./call";

/** The workgroups the person may see. */
export const workgroupsOptions = () =>
  queryOptions({
    queryKey: ["workgroups", "list"],
    queryFn: ({ signal }) => call<typeof listWorkgroups>("GET /api/workgroups", {}, signal),
  });
