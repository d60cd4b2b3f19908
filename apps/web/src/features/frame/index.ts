export { AppFrame } from "./app-frame.tsx";
export { readFramePreferences } from "./frame-preferences.ts";
export type { NavItem } from "./nav-list.tsx";
