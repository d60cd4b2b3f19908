import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { Slipway } from "#slipway/start-slipway.ts";

type ProcessStat = {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** Processor time of its own, user and system, in seconds. */
  readonly ownSeconds: number;
  /** Of children that have ended. */
  readonly endedSeconds: number;
};

export const parts = ["web", "runner", "postgres"] as const;
export type Part = (typeof parts)[number];

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** Processor time in seconds since each part was started. PostgreSQL's includes connections that have ended. */
export function processorSeconds(slipway: Slipway): Record<Part, number> {
  const stats = groups(slipway);
  const secondsOf = (part: Part) =>
    stats[part].reduce((sum, stat) => sum + stat.ownSeconds + stat.endedSeconds, 0);
  return { web: secondsOf("web"), runner: secondsOf("runner"), postgres: secondsOf("postgres") };
}

/** Memory in MB, as proportional set size: what is shared counts once. */
export function memoryMb(slipway: Slipway): Record<Part, number> {
  const stats = groups(slipway);
  const mbOf = (part: Part) => stats[part].reduce((sum, { pid }) => sum + pssKb(pid), 0) / 1024;
  return { web: mbOf("web"), runner: mbOf("runner"), postgres: mbOf("postgres") };
}

function groups(slipway: Slipway): Record<Part, ProcessStat[]> {
  const all = readStats();
  const ours = descendants(all, slipway.launcherPid);
  return {
    web: descendants(all, slipway.pidOf("web")),
    runner: descendants(all, slipway.pidOf("runner")),
    postgres: ours.filter(({ name }) => name === "postgres"),
  };
}

/** The process and all below it. */
function descendants(all: readonly ProcessStat[], root: number): ProcessStat[] {
  const own = all.filter(({ pid }) => pid === root);
  const below = all.filter(({ parent }) => parent === root);
  return [...own, ...below.flatMap(({ pid }) => descendants(all, pid))];
}

function readStats(): ProcessStat[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readStat(Number(pid)) ?? []);
}

/** Fields as proc(5) numbers them, counted from behind the name, which may contain anything. */
function readStat(pid: number): ProcessStat | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`);
  if (text === undefined) return;
  const nameEnd = text.lastIndexOf(")");
  const fields = text.slice(nameEnd + 2).split(" ");
  const seconds = (...indexes: number[]) =>
    indexes.reduce((sum, index) => sum + Number(fields[index]), 0) / ticksPerSecond;
  return {
    pid,
    parent: Number(fields[1]),
    name: text.slice(text.indexOf("(") + 1, nameEnd),
    ownSeconds: seconds(11, 12),
    endedSeconds: seconds(13, 14),
  };
}

function pssKb(pid: number): number {
  const rollup = readOrNothing(`/proc/${pid}/smaps_rollup`) ?? "";
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}

/** A process may end while all are looked at. */
function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return;
  }
}
