import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Whether a program of this name can be run, by the value of PATH. */
export function isOnPath(command: string, searchPath: string): boolean {
  return searchPath.split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
