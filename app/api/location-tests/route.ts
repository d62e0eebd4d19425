import * as contracts from "@/lib/contracts/workgroups";
import { testOutputLocation } from "@/lib/server/location-tests/test-output-location";
import { route } from "@/lib/server/route";

export const POST = route(contracts.testOutputLocation, testOutputLocation);
