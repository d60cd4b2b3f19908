import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "#start-error.ts";
import { identifyProcess, isStillAlive, type ProcessIdentity } from "#up/children/process-identity.ts";

/** The processes of one data directory, in a file, so that the next launcher knows them should this one be killed. */
export type ProcessRecord = {
  /** Notes that this child now runs as that process, or (without one) no longer does. */
  note(name: string, pid: number | undefined): void;
  /** This launcher is done with the directory. */
  close(): void;
};

type Stored = {
  readonly launcher: ProcessIdentity;
  readonly children: Readonly<Record<string, ProcessIdentity>>;
};

/** A child that was told to end gets this long, as the runner hands over what it works on. */
const endMs = 10_000;

/**
 * Takes the directory for this launcher. What a dead launcher left running is ended first.
 * @throws StartError when another launcher is alive in it.
 */
export async function openProcessRecord(file: string): Promise<ProcessRecord> {
  const found = read(file);
  if (found && isStillAlive(found.launcher)) {
    throw new StartError(
      `Slipway already runs from this data directory (process ${found.launcher.pid}): stop it, or set SLIPWAY_DATA_DIR to another one.`,
    );
  }
  await Promise.all(Object.values(found?.children ?? {}).map(endProcess));
  const launcher = identifyProcess(process.pid);
  if (launcher === undefined) throw new Error("This system does not tell when a process was started.");
  let children: Record<string, ProcessIdentity> = {};
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify({ launcher, children } satisfies Stored));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    note: (name, pid) => {
      const identity = pid === undefined ? undefined : identifyProcess(pid);
      const { [name]: _, ...others } = children;
      children = identity === undefined ? others : { ...others, [name]: identity };
      write();
    },
    close: () => rmSync(file, { force: true }),
  };
}

/** A file that was cut short by a full disk tells nothing: it counts as none. */
function read(file: string): Stored | undefined {
  try {
    const stored: Stored = JSON.parse(readFileSync(file, "utf8"));
    return stored;
  } catch {
    return;
  }
}

async function endProcess(identity: ProcessIdentity): Promise<void> {
  const deadline = Date.now() + endMs;
  if (isStillAlive(identity)) process.kill(identity.pid, "SIGTERM");
  while (isStillAlive(identity) && Date.now() < deadline) await delay(20);
  if (isStillAlive(identity)) process.kill(identity.pid, "SIGKILL");
}
