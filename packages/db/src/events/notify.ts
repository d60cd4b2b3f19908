import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** The channels over which processes wake each other. A lost notification costs time, never data: sweeps catch up. */
export const channels = {
  /** `<sessionId> <lastSeq>` lines: the sessions that have new events. Heard by webs. */
  events: "slipway_events",
  /** `<projectId> <runId>` lines: runs whose row changed. Heard by webs. */
  runs: "slipway_runs",
  /** `<projectId>` lines: projects whose approvals changed. Heard by webs. */
  approvals: "slipway_approvals",
  /** `<sessionId> <what>` lines: what the session's log does not tell of has changed, `queue` or `files`. Heard by webs. */
  sessions: "slipway_sessions",
  /** Empty: something can be claimed. Heard by runners. */
  queue: "slipway_queue",
  /** `<runId>` lines: somebody wants these to stop. Heard by runners. */
  cancel: "slipway_cancel",
} as const;

export type Channel = keyof typeof channels;

/** Postgres takes payloads below 8,000 bytes; ours are ASCII. */
const maxPayloadLength = 7_900;

const notifyStatement = statement<{ sent: number }>(
  "notify",
  "select count(pg_notify(n.channel, n.payload))::int as sent from unnest($1::text[], $2::text[]) as n(channel, payload)",
);

/**
 * Sends lines on several channels in one statement of its own: a NOTIFY inside a transaction that writes would hold an
 * instance-wide lock through its commit.
 */
export async function notify(sql: Sql, lines: Partial<Record<Channel, readonly string[]>>): Promise<void> {
  const messages = Object.entries(lines).flatMap(([channel, own]) =>
    packLines(own).map((payload) => [channels[channel as Channel], payload] as const),
  );
  if (messages.length === 0) return;
  await run(sql, notifyStatement, [
    messages.map(([channel]) => channel),
    messages.map(([, payload]) => payload),
  ]);
}

function packLines(lines: readonly string[]): string[] {
  const packed: string[] = [];
  for (const line of lines) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= maxPayloadLength)
      packed[packed.length - 1] = `${last}\n${line}`;
    else packed.push(line);
  }
  return packed;
}
