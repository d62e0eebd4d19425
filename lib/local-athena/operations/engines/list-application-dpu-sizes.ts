import type { Handler } from "../operation";
import { pageByName } from "../paging";

/** Coordinators and executors have one DPU, the only size that the API takes. */
const RUNTIMES = [{ name: "Athena notebook version 1", dpuSizes: [1] }];

/** The runtimes of notebooks with their sizes, in the order of their names. */
export const listApplicationDPUSizes: Handler<"ListApplicationDPUSizes"> = (context, input) => {
  const { page, NextToken } = pageByName(context, "ListApplicationDPUSizes", [], RUNTIMES, input);
  return {
    ApplicationDPUSizes: page.map(({ name, dpuSizes }) => ({
      ApplicationRuntimeId: name,
      SupportedDPUSizes: dpuSizes,
    })),
    NextToken,
  };
};
