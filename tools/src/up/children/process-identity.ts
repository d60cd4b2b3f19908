import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process as it can be recognised later: its number alone is soon somebody else's. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** `undefined` when no such process is alive. A process that has ended and only waits to be reaped is not. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  try {
    const startedAt = process.platform === "linux" ? linuxStart(pid) : psStart(pid);
    return startedAt === undefined ? undefined : { pid, startedAt };
  } catch {
    return;
  }
}

export function isStillAlive({ pid, startedAt }: ProcessIdentity): boolean {
  return identifyProcess(pid)?.startedAt === startedAt;
}

/** Clock ticks since boot: field 22 of /proc/<pid>/stat, whose second field may itself hold blanks and brackets. */
function linuxStart(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state === "Z" ? undefined : fields[18];
}

function psStart(pid: number): string | undefined {
  const text = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return text.startsWith("Z") ? undefined : text.replace(/^\S+\s+/, "");
}
