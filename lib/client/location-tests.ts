import { mutationOptions } from "@tanstack/react-query";
import type { InputOf } from "@/lib/contracts/contract";
import type { testOutputLocation } from "@/lib/contracts/workgroups";
import { call } from "./call";

/** Writes, reads and deletes an object below a location. Its steps say what works; a failed one is no error here. */
export const testLocationMutation = () =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof testOutputLocation>) =>
      call<typeof testOutputLocation>("POST /api/location-tests", input),
  });
