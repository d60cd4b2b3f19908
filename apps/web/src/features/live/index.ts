export { blankSessionStore, type SessionStore } from "./session-store.ts";
export type { SessionView } from "./session-view.ts";
export { useLiveApprovals } from "./use-live-approvals.ts";
export { useLiveRuns } from "./use-live-runs.ts";
export { sessionStore, useMessage, useMessageIds, useSession, useSessionRun } from "./use-session.ts";
