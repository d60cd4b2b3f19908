export { ConfigDiff } from "./config-diff.tsx";
export type { DiffLayout } from "./diff-layout.ts";
export { parseDiffLayout } from "./diff-layout.ts";
export { DiffLayoutSwitch } from "./diff-layout-switch.tsx";
export { RevisionChanges } from "./revision-changes.tsx";
