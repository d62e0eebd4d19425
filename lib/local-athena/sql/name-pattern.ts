import { createContext, Script } from "node:vm";

/** Far more than any pattern takes that does not run away. */
const TIME_LIMIT_MS = 500;

/** A pattern that backtracks without end. */
export class PatternTooSlowError extends Error {
  constructor(readonly pattern: string) {
    super(`The pattern takes too long to evaluate: ${pattern}`);
    this.name = "PatternTooSlowError";
  }
}

const select = new Script("names.filter((name) => pattern.test(name))");

/**
 * The names that a caller's regular expression matches as a whole, in any case.
 * @throws SyntaxError for a pattern that is none; PatternTooSlowError
 */
export function namesMatching(pattern: string, names: readonly string[]): ReadonlySet<string> {
  const given = { pattern: new RegExp(`^(?:${pattern})$`, "i"), names: [...names] };
  try {
    // In a context of its own, because only such code can be stopped.
    const found = select.runInContext(createContext(given), { timeout: TIME_LIMIT_MS });
    return new Set(found as string[]);
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      throw new PatternTooSlowError(pattern);
    throw error;
  }
}
