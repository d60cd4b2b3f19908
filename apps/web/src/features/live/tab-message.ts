import type { Interest } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import type { LiveState } from "./live-leader.ts";

/** What the tabs of one browser tell each other. */
export type TabMessage =
  | { readonly type: "interest"; readonly tab: string; readonly interest: Interest }
  | { readonly type: "left"; readonly tab: string }
  /** The leader asks where everybody stands. */
  | { readonly type: "who" }
  | { readonly type: "state"; readonly state: LiveState }
  | { readonly type: "frame"; readonly frame: LiveFrame }
  | { readonly type: "hurry"; readonly anew: boolean };
