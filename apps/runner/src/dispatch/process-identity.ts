import { readFileSync, readlinkSync } from "node:fs";

/**
 * Names this process for as long as its machine is up, so that another process of the machine can tell whether it still
 * lives: the kernel's boot and the namespace that gives pids their meaning, the pid, and when the process began. Null
 * where the system does not say (it is no Linux, or hides it).
 */
export function ownProcess(): string | null {
  const machine = readMachine();
  const startedAt = readProcess(process.pid)?.startedAt;
  return machine === null || startedAt === undefined ? null : `${machine}/${process.pid}/${startedAt}`;
}

/** What the names of all processes begin with that share this one's pids. */
export function readMachine(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}:${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

/** Whether the process of that name has certainly ended. One that cannot be judged counts as alive. */
export function hasEnded(name: string, machine: string): boolean {
  const [pid, startedAt] = name.startsWith(`${machine}/`) ? name.slice(machine.length + 1).split("/") : [];
  if (pid === undefined || startedAt === undefined || !/^[1-9]\d*$/.test(pid)) return false;
  if (!exists(Number(pid))) return true;
  // The pid may have been given to another process since.
  const found = readProcess(Number(pid));
  return found !== null && (found.isDead || found.startedAt !== startedAt);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to send it a signal: so it is there.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Reads /proc/<pid>/stat (proc_pid_stat(5)): the state is field 3, the start time in clock ticks field 22. */
function readProcess(pid: number): { readonly startedAt: string; readonly isDead: boolean } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before them may hold blanks and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startedAt] = [fields[0], fields[19]];
    return state && startedAt ? { startedAt, isDead: state === "Z" || state === "X" } : null;
  } catch {
    return null;
  }
}
