import type { Db } from "@slipway/db/db";
import { type Announcer, createAnnouncer } from "@slipway/db/events/announcer";
import { readEventsLine } from "@slipway/db/events/events-line";
import { listen } from "@slipway/db/events/listen";
import type { Channel } from "@slipway/db/events/notify";
import { OpenStreams } from "#server/live-hub/open-streams.ts";
import { ProjectWatchers } from "#server/live-hub/project-watchers.ts";
import { RunWatchers } from "#server/live-hub/run-watchers.ts";
import { SessionFeeds } from "#server/live-hub/session-feeds.ts";
import { SessionSignals } from "#server/live-hub/session-signals.ts";

/** What is live in this process: one connection that listens, whoever waits for events, and the open streams. */
export type LiveHub = {
  readonly sessions: SessionFeeds;
  readonly runs: RunWatchers;
  readonly approvals: ProjectWatchers;
  readonly signals: SessionSignals;
  readonly streams: OpenStreams;
  /** Tells the other processes what this one has changed. */
  readonly announcer: Announcer;
  /** Resolves once it listens. */
  readonly listening: Promise<void>;
  /** Ends every stream; their clients reconnect elsewhere with their cursors. Then stops listening. */
  close(): Promise<void>;
};

export type LiveHubOptions = {
  readonly db: Db;
  readonly onError: (error: unknown) => void;
  /** How often a lost notification is looked for. */
  readonly compareMs?: number;
  /** API.md promises a heartbeat every 10 s at least: this leaves time for a busy process. */
  readonly heartbeatMs?: number;
};

export function createLiveHub({
  db,
  onError,
  compareMs = 1_000,
  heartbeatMs = 8_000,
}: LiveHubOptions): LiveHub {
  const sessions = new SessionFeeds({ db, onError });
  const runs = new RunWatchers({ db, onError });
  const approvals = new ProjectWatchers();
  const signals = new SessionSignals();
  const streams = new OpenStreams(heartbeatMs);
  const announcer = createAnnouncer({ db, onError });
  let comparing: Promise<void> | null = null;
  const compare = () => {
    comparing ??= sessions
      .compare()
      .catch(onError)
      .finally(() => {
        comparing = null;
      });
  };
  const timer = setInterval(compare, compareMs).unref();
  const listener = listen({
    url: db.url,
    channels: ["events", "runs", "approvals", "sessions"],
    applicationName: "slipway web (listen)",
    onLine: (channel, line) => hear({ sessions, runs, approvals, signals }, channel, line),
    onReconnect: () => {
      compare();
      runs.gap();
      approvals.gap();
      signals.gap();
    },
    onError,
  });
  const close = async () => {
    clearInterval(timer);
    streams.close();
    await listener.close();
    await comparing;
    await announcer.settle();
  };
  return { sessions, runs, approvals, signals, streams, announcer, listening: listener.listening, close };
}

type Watchers = Pick<LiveHub, "sessions" | "runs" | "approvals" | "signals">;

function hear({ sessions, runs, approvals, signals }: Watchers, channel: Channel, line: string): void {
  if (channel === "events") {
    sessions.wake(readEventsLine(line));
    return;
  }
  const [id = "", rest = ""] = line.split(" ", 2);
  if (channel === "runs") runs.changed(id, rest);
  if (channel === "approvals") approvals.changed(id);
  if (channel === "sessions") signals.changed(id, rest);
}
