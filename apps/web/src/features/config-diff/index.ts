export { ConfigDiff } from "./config-diff.tsx";
export { parseDiffLayout } from "./diff-layout.ts";
export { DiffLayoutSwitch } from "./diff-layout-switch.tsx";
export { RevisionChanges } from "./revision-changes.tsx";
