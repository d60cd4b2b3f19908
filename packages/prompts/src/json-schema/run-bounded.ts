import { createContext, Script } from "node:vm";

const context = createContext({ act: () => undefined });
const script = new Script("act()");

/**
 * What `act` returns. Throws when it takes longer: what comes from a configuration or a model may be made so that it never
 * ends. Only for what is done at once; it is cut wherever it stands.
 */
export function runBounded<T>(longestMs: number, act: () => T): T {
  const results: T[] = [];
  Object.assign(context, { act: () => void results.push(act()) });
  try {
    script.runInContext(context, { timeout: longestMs });
  } catch (error) {
    throw isTimeout(error) ? new Error(`It takes longer than ${longestMs} ms.`, { cause: error }) : error;
  }
  return results[0] as T;
}

/** The context has classes of its own, so it is no `Error` of ours. */
function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === timeoutCode;
}

const timeoutCode = "ERR_SCRIPT_EXECUTION_TIMEOUT";
