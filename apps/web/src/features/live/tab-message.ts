import type { Interest } from "./interest.ts";
import type { LiveFrame } from "./live-frame.ts";
import type { CursorMark, LiveState } from "./live-leader.ts";

/** What the tabs of one browser tell each other. */
export type TabMessage =
  | { readonly type: "interest"; readonly tab: string; readonly interest: Interest }
  | { readonly type: "left"; readonly tab: string }
  /** A new leader asks what everybody wants. */
  | { readonly type: "who" }
  | { readonly type: "state"; readonly state: LiveState }
  | { readonly type: "frame"; readonly frame: LiveFrame | null; readonly mark: CursorMark | null }
  | { readonly type: "hurry"; readonly anew: boolean };
