import { setTimeout as delay } from "node:timers/promises";
import type { Draw } from "#chaos/draw.ts";
import type { Cluster } from "#chaos/start-cluster.ts";

export type FaultKind =
  | "runner killed"
  | "web killed"
  | "database killed"
  | "runner frozen for longer than its lease"
  | "runner asked to end";

export type InjectFaults = {
  readonly cluster: Cluster;
  readonly draw: Draw;
  readonly until: AbortSignal;
  readonly say: (text: string) => void;
};

/** How often each kind is drawn: the database is down for some seconds each time. */
const lots: readonly FaultKind[] = [
  ...new Array<FaultKind>(5).fill("runner killed"),
  ...new Array<FaultKind>(4).fill("web killed"),
  ...new Array<FaultKind>(2).fill("database killed"),
  "runner frozen for longer than its lease",
  ...new Array<FaultKind>(2).fill("runner asked to end"),
];

const longestPauseMs = 4_000;
/** A lease lapses after 10 s. */
const freezeMs = 13_000;

/** Breaks something every few seconds until it is told to stop, and returns how often each thing was broken. */
export async function injectFaults(options: InjectFaults): Promise<Map<FaultKind, number>> {
  const { draw, until, say } = options;
  const injected = new Map<FaultKind, number>();
  const frozen: Promise<void>[] = [];
  for (;;) {
    await delay(draw.between(500, longestPauseMs), undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) break;
    const kind = draw.of(lots);
    if (!inject(kind, options, frozen)) continue;
    injected.set(kind, (injected.get(kind) ?? 0) + 1);
    say(kind);
  }
  await Promise.all(frozen);
  return injected;
}

/** False: nothing of the kind runs at this moment. */
function inject(kind: FaultKind, { cluster, draw }: InjectFaults, frozen: Promise<void>[]): boolean {
  const pids = cluster.pidsOf(processOf[kind]);
  if (pids.length === 0) return false;
  const pid = draw.of(pids);
  switch (kind) {
    case "runner killed":
    case "web killed":
    case "database killed":
      return send(pid, "SIGKILL");
    case "runner asked to end":
      return send(pid, "SIGTERM");
    case "runner frozen for longer than its lease":
      frozen.push(delay(freezeMs).then(() => void send(pid, "SIGCONT")));
      return send(pid, "SIGSTOP");
  }
}

const processOf = {
  "runner killed": "runner",
  "web killed": "web",
  "database killed": "postgres",
  "runner frozen for longer than its lease": "runner",
  "runner asked to end": "runner",
} as const satisfies Record<FaultKind, "runner" | "web" | "postgres">;

/** False: it has ended by itself meanwhile. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
