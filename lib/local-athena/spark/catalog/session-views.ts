import { SparkError } from "../bridge";
import type { ViewSource } from "../plan/environment";
import type { Relation } from "../plan/plan";

export const GLOBAL_TEMP = "global_temp";

/** Temp views by their names in lower case. Those of a session, or the global ones of all sessions. */
export class TempViews {
  private readonly views = new Map<string, Relation>();

  names(): string[] {
    return [...this.views.keys()].sort();
  }

  get(name: string): Relation | undefined {
    return this.views.get(name.toLowerCase());
  }

  /** @throws SparkError AnalysisException when there is one of that name and it may not be replaced */
  create(name: string, plan: Relation, replace: boolean): void {
    const key = name.toLowerCase();
    if (this.views.has(key) && !replace)
      throw new SparkError("AnalysisException", `Temporary view '${name}' already exists`);
    this.views.set(key, plan);
  }

  drop(name: string): boolean {
    return this.views.delete(name.toLowerCase());
  }
}

/** The temp view that a name's parts mean, if one does: views come before tables. */
export function viewNamed(
  parts: readonly string[],
  own: TempViews,
  global: TempViews,
): ViewSource | undefined {
  const [first = "", second, ...more] = parts;
  if (more.length > 0) return undefined;
  if (second === undefined) {
    const plan = own.get(first);
    return plan && { plan, qualifier: [first.toLowerCase()] };
  }
  if (first.toLowerCase() !== GLOBAL_TEMP) return undefined;
  const plan = global.get(second);
  return plan && { plan, qualifier: [GLOBAL_TEMP, second.toLowerCase()] };
}
