import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { ENGINES } from "./engine-versions";

/** AUTO names no engine here; a workgroup that selected it shows the engine it runs on. */
const VERSIONS = ENGINES.map(({ selected, effective }) => ({
  SelectedEngineVersion: selected,
  EffectiveEngineVersion: selected === "AUTO" ? "AUTO" : effective,
}));

/** All versions that a workgroup may select, ten a page unless fewer are asked for. */
export const listEngineVersions: Handler<"ListEngineVersions"> = (context, input) => {
  const from = Number(readListToken(context, "ListEngineVersions", [], input.NextToken)?.[0] ?? 0);
  const to = from + (input.MaxResults ?? 10);
  return {
    EngineVersions: VERSIONS.slice(from, to),
    NextToken:
      to < VERSIONS.length ? context.pageTokens.write("ListEngineVersions", [], [to]) : undefined,
  };
};
