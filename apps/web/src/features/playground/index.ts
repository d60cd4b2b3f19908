export { layoutCookie, panelIds } from "./layout-cookie.ts";
export { NewPlayground } from "./new-playground.tsx";
export { PlaygroundLoader } from "./playground-loader.tsx";
