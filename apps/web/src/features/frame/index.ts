export { AppFrame } from "./app-frame.tsx";
export { reportConnection } from "./connection-store.ts";
export { readFramePreferences } from "./frame-preferences.ts";
export type { NavItem } from "./nav-list.tsx";
