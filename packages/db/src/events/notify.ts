import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";
import { withoutWaitingForDisk } from "#without-waiting-for-disk.ts";

/** The channels over which processes wake each other. A lost notification costs time, never data: sweeps catch up. */
export const channels = {
  /** `<sessionId> <lastSeq>` lines, with the events where they fit (`events-line.ts`): sessions that have new ones. Heard by webs. */
  events: "slipway_events",
  /** `<projectId> <runId>` lines: runs whose row changed. Heard by webs. */
  runs: "slipway_runs",
  /** `<projectId>` lines: projects whose approvals changed. Heard by webs. */
  approvals: "slipway_approvals",
  /** `<sessionId> <what>` lines: what the session's log does not tell of has changed, `queue` or `files`. Heard by webs. */
  sessions: "slipway_sessions",
  /** Empty: something can be claimed. Else: a runner has a run already (`hand-over.ts`). Heard by runners. */
  queue: "slipway_queue",
  /** `<runId>` lines: somebody wants these to stop. Heard by runners. */
  cancel: "slipway_cancel",
} as const;

export type Channel = keyof typeof channels;

/** What a line may take: Postgres takes payloads below 8,000 bytes. */
export const maxLineBytes = 7_900;

export type Lines = Partial<Record<Channel, readonly string[]>>;

const notifyStatement = statement<{ sent: number }>(
  "notify",
  `select count(pg_notify(n.channel, n.payload))::int as sent
   from ${withoutWaitingForDisk}, unnest($1::text[], $2::text[]) as n(channel, payload)`,
);

/**
 * Sends lines on several channels in one statement of its own: a NOTIFY inside a transaction that writes would hold an
 * instance-wide lock through its commit.
 */
export async function notify(sql: Sql, lines: Lines): Promise<void> {
  const [channelNames, payloads] = toMessages(lines);
  if (channelNames.length > 0) await run(sql, notifyStatement, [channelNames, payloads]);
}

/** The names of channels and the payloads that bring the lines, as few as there can be. */
export function toMessages(lines: Lines): [string[], string[]] {
  const names: string[] = [];
  const payloads: string[] = [];
  for (const [channel, own] of Object.entries(lines)) {
    for (const payload of packLines(own)) {
      names.push(channels[channel as Channel]);
      payloads.push(payload);
    }
  }
  return [names, payloads];
}

function packLines(lines: readonly string[]): string[] {
  const packed: string[] = [];
  let room = 0;
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    if (packed.length > 0 && bytes <= room) {
      packed[packed.length - 1] += `\n${line}`;
      room -= bytes;
    } else {
      packed.push(line);
      room = maxLineBytes - bytes;
    }
  }
  return packed;
}
