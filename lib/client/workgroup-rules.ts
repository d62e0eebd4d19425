import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contracts/contract";
import type * as contracts from "@/lib/contracts/workgroup-rules";
import { call } from "./call";

/** What the policy board checks workgroups against. */
export const workgroupRulesOptions = () =>
  queryOptions({
    queryKey: ["workgroup-rules"],
    queryFn: ({ signal }) =>
      call<typeof contracts.getWorkgroupRules>("GET /api/workgroup-rules", {}, signal),
  });

/** The board is checked against them at once. */
export const updateWorkgroupRulesMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.updateWorkgroupRules>) =>
      call<typeof contracts.updateWorkgroupRules>("PATCH /api/workgroup-rules", input),
    onSuccess: (saved) => client.setQueryData(workgroupRulesOptions().queryKey, saved),
  });
