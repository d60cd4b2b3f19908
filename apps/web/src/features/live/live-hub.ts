import { newId } from "@slipway/schemas/ids";
import { type Interest, uniteInterests } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import { type LiveLeader, type LiveState, startLiveLeader } from "./live-leader.ts";
import type { readLiveStream } from "./live-stream.ts";
import type { TabMessage } from "./tab-message.ts";

export type LiveFollower = {
  /** What it wants, from where it stands at that moment. */
  readonly interest: () => Interest;
  readonly onState?: (state: LiveState) => void;
  readonly onFrame?: (frame: LiveFrame) => void;
};

export type LiveHub = {
  /** Hears everything that comes until the returned function is called. */
  readonly follow: (follower: LiveFollower) => () => void;
};

/** Knows every event of the contract: what is shown first does not wait for that. */
const readBehindThePage: typeof readLiveStream = async (options) =>
  (await import("./live-stream.ts")).readLiveStream(options);

const leaderLock = "slipway-live";
const tabLock = (tab: string) => `slipway-live-tab:${tab}`;

/**
 * One tab's share in the browser's one connection. The tab that holds the lock leads: it keeps the stream and passes on
 * what comes; when it is closed, another takes over from where everybody stands. Where the browser offers no locks
 * (plain HTTP on another host), each tab leads for itself.
 */
export function startLiveHub(): LiveHub {
  const tab = newId("request");
  const followers = new Set<LiveFollower>();
  const others = new Map<string, Interest>();
  const channel = "locks" in navigator ? new BroadcastChannel("slipway-live") : null;
  let leader: LiveLeader | null = null;
  let isTelling = false;

  const post = (message: TabMessage) => channel?.postMessage(message);
  const mine = () => uniteInterests([...followers].map((follower) => follower.interest()));
  const hearState = (state: LiveState) => {
    for (const follower of [...followers]) follower.onState?.(state);
  };
  const hearFrame = (frame: LiveFrame) => {
    for (const follower of [...followers]) follower.onFrame?.(frame);
  };

  function tellNow() {
    const interest = mine();
    if (leader) leader.want(uniteInterests([interest, ...others.values()]));
    else post({ type: "interest", tab, interest });
  }
  /** Several parts of one page ask in the same moment: they are told as one, after all have spoken. */
  function tell() {
    if (isTelling) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      tellNow();
    });
  }
  function lead() {
    leader = startLiveLeader({
      readStream: readBehindThePage,
      onState: (state) => {
        post({ type: "state", state });
        hearState(state);
      },
      onFrame: (frame) => {
        // Copying each for a channel that nobody hears cost as much as all else that is done with it.
        if (others.size > 0) post({ type: "frame", frame });
        hearFrame(frame);
      },
    });
    post({ type: "who" });
    tell();
  }
  async function hearInterest(from: string, interest: Interest) {
    others.set(from, interest);
    // A tab that crashed says no goodbye, but its lock is gone.
    const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
    for (const other of others.keys()) if (!held.has(tabLock(other))) others.delete(other);
    leader?.want(uniteInterests([mine(), ...others.values()]));
    // From now on it hears every frame as it comes: where it stood when it asked says nothing more.
    const heard = others.get(from);
    if (heard) others.set(from, { ...heard, sessions: atTheEnd(heard) });
  }
  function hear(message: TabMessage) {
    if (message.type === "state") hearState(message.state);
    else if (message.type === "frame") hearFrame(message.frame);
    else if (message.type === "who") tellNow();
    else if (!leader) return;
    else if (message.type === "interest") void hearInterest(message.tab, message.interest);
    else if (message.type === "left") others.delete(message.tab);
    else leader.hurry(message);
  }

  if (channel) {
    channel.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => hear(data));
    const forever = () => new Promise<never>(() => undefined);
    void navigator.locks.request(tabLock(tab), forever);
    void navigator.locks.request(leaderLock, () => {
      lead();
      return forever();
    });
  } else lead();

  const hurry = (anew: boolean) => (leader ? leader.hurry({ anew }) : post({ type: "hurry", anew }));
  window.addEventListener("online", () => hurry(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry(false));
  window.addEventListener("pagehide", () => post({ type: "left", tab }));
  // Back from the browser's cache of pages: what was sent meanwhile has passed by, so say again where we stand.
  window.addEventListener("pageshow", ({ persisted }) => persisted && tell());

  return {
    follow(follower) {
      followers.add(follower);
      tell();
      return () => {
        followers.delete(follower);
        tell();
      };
    },
  };
}

/** The greatest `seq` there can be: a Postgres integer. */
const lastSeq = 2_147_483_647;

function atTheEnd({ sessions }: Interest): Interest["sessions"] {
  return Object.fromEntries(Object.keys(sessions).map((id) => [id, lastSeq]));
}
