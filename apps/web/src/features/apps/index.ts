export { AppsPage } from "./apps-page.tsx";
export { useApps } from "./use-apps.ts";
