import { accessSync, constants, realpathSync } from "node:fs";
import path from "node:path";

/** Where a program of the host lies, by the value of PATH. */
export function findProgram(name: string, searchPath: string): string | null {
  for (const folder of searchPath.split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return realpathSync(file);
    } catch {
      // Not here.
    }
  }
  return null;
}
