import { reportConnection } from "#lib/connection-store.ts";
import { noInterest } from "./interest.ts";
import { type LiveHub, startLiveHub } from "./live-hub.ts";
import type { LiveState } from "./live-leader.ts";

/** A loss that is over before this is nobody's business. */
const graceMs = 2_000;

let hub: LiveHub | undefined;

/** This tab's hub: started with the first part of a page that follows something, and kept until the tab closes. */
export function liveHub(): LiveHub {
  if (hub) return hub;
  hub = startLiveHub();
  hub.follow({ interest: () => noInterest, onState: reportAfterGrace() });
  return hub;
}

function reportAfterGrace(): (state: LiveState) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (state) => {
    if (state === "down" || state === "expired") {
      timer ??= setTimeout(() => reportConnection("reconnecting"), graceMs);
      return;
    }
    clearTimeout(timer);
    timer = undefined;
    reportConnection("live");
  };
}
