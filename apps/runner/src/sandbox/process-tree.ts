import { readdirSync, readFileSync } from "node:fs";

/** A process of the host and all that it started, oldest first. What is gone meanwhile is left out. */
export function listProcessTree(root: number): number[] {
  const found = [root];
  for (const pid of found) found.push(...childrenOf(pid));
  return found;
}

function childrenOf(pid: number): number[] {
  const children: number[] = [];
  for (const thread of readOrEmpty(() => readdirSync(`/proc/${pid}/task`))) {
    const line = readOrEmpty(() => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    for (const child of String(line).split(" ")) if (child !== "") children.push(Number(child));
  }
  return children;
}

/**
 * Bytes of memory that processes hold together. Pages that several share are counted once, but only if they seem to
 * hold more than `limit`: that count makes the kernel walk through all of their memory.
 */
export function measureMemory(pids: readonly number[], limit: number): number {
  const atMost = sum(pids, (pid) => kilobytes(`/proc/${pid}/status`, ["RssAnon", "RssShmem"]));
  return atMost <= limit
    ? atMost
    : sum(pids, (pid) => kilobytes(`/proc/${pid}/smaps_rollup`, ["Pss_Anon", "Pss_Shmem"]));
}

function sum(pids: readonly number[], bytesOf: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + bytesOf(pid), 0);
}

function kilobytes(file: string, fields: readonly string[]): number {
  const content = String(readOrEmpty(() => readFileSync(file, "utf8")));
  return fields.reduce((total, field) => {
    const value = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(content)?.[1];
    return total + Number(value ?? 0) * 1024;
  }, 0);
}

/** A process may end between two looks at it. */
function readOrEmpty<T extends readonly string[] | string>(read: () => T): T | "" {
  try {
    return read();
  } catch {
    return "";
  }
}
