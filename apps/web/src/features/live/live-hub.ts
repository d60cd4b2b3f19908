import { newId } from "@slipway/schemas/ids";
import { type Interest, noInterest, uniteInterests } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import { type CursorMark, type LiveLeader, type LiveState, startLiveLeader } from "./live-leader.ts";
import { readLiveStream } from "./live-stream.ts";
import type { TabMessage } from "./tab-message.ts";

type HubListener = {
  readonly onState?: (state: LiveState) => void;
  readonly onFrame?: (frame: LiveFrame) => void;
};

export type LiveHub = {
  /** Asks for something and hears everything that comes; returns what takes both back. */
  readonly follow: (interest: Interest, listener: HubListener) => () => void;
};

const leaderLock = "slipway-live";
const tabLock = (tab: string) => `slipway-live-tab:${tab}`;

/**
 * One tab's share in the browser's one connection. The tab that holds the lock leads: it keeps the stream and passes on
 * what comes; when it is closed, another takes over at the last cursor that it heard. Where the browser offers no locks
 * (plain HTTP on another host), each tab leads for itself.
 */
export function startLiveHub(): LiveHub {
  const tab = newId("request");
  const followers = new Map<HubListener, Interest>();
  const others = new Map<string, Interest>();
  const channel = "locks" in navigator ? new BroadcastChannel("slipway-live") : null;
  let leader: LiveLeader | null = null;
  let mark: CursorMark | null = null;
  let state: LiveState = { kind: "idle" };
  let told = noInterest;
  let isTelling = false;

  const post = (message: TabMessage) => channel?.postMessage(message);
  const mine = () => uniteInterests(followers.values());

  function hearState(next: LiveState) {
    state = next;
    for (const listener of [...followers.keys()]) listener.onState?.(next);
  }
  function hearFrame(frame: LiveFrame | null, nextMark: CursorMark | null) {
    if (nextMark) mark = nextMark;
    if (frame) for (const listener of [...followers.keys()]) listener.onFrame?.(frame);
  }
  /** Several parts of one page ask in the same moment: they are told as one, after all have spoken. */
  function tellInterest() {
    if (isTelling) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      told = mine();
      if (!leader) {
        post({ type: "interest", tab, interest: told });
        return;
      }
      const before = state;
      leader.want(uniteInterests([told, ...others.values()]));
      // Nothing had to be opened for whoever asks: it waits to hear that all is there.
      if (state === before && state.kind === "open") hearState({ ...state, fresh: noInterest });
    });
  }
  function lead() {
    leader = startLiveLeader({
      readStream: readLiveStream,
      mark,
      onState: (next) => {
        post({ type: "state", state: next });
        hearState(next);
      },
      onFrame: (frame, nextMark) => {
        post({ type: "frame", frame, mark: nextMark });
        hearFrame(frame, nextMark);
      },
    });
    post({ type: "who" });
    tellInterest();
  }
  async function answerInterest(from: string, interest: Interest) {
    others.set(from, interest);
    // A tab that crashed says no goodbye, but its lock is gone.
    const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
    for (const other of others.keys()) if (!held.has(tabLock(other))) others.delete(other);
    const before = state;
    leader?.want(uniteInterests([mine(), ...others.values()]));
    if (state === before && state.kind === "open") {
      post({ type: "state", state: { ...state, fresh: noInterest } });
    }
  }

  channel?.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
    if (data.type === "state") hearState(data.state);
    else if (data.type === "frame") hearFrame(data.frame, data.mark);
    else if (data.type === "who") post({ type: "interest", tab, interest: told });
    else if (!leader) return;
    else if (data.type === "interest") void answerInterest(data.tab, data.interest);
    else if (data.type === "left") others.delete(data.tab);
    else leader.hurry(data);
  });
  if (channel) {
    void navigator.locks.request(tabLock(tab), () => new Promise(() => undefined));
    void navigator.locks.request(leaderLock, () => {
      lead();
      return new Promise(() => undefined);
    });
  } else lead();

  const hurry = (anew: boolean) => (leader ? leader.hurry({ anew }) : post({ type: "hurry", anew }));
  window.addEventListener("online", () => hurry(true));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry(false));
  window.addEventListener("pagehide", () => post({ type: "left", tab }));
  // Back from the back-forward cache: what was sent meanwhile has passed by.
  window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());

  return {
    follow(interest, listener) {
      followers.set(listener, interest);
      tellInterest();
      return () => {
        followers.delete(listener);
        tellInterest();
      };
    },
  };
}
