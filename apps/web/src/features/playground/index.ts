export { NewPlayground } from "./new-playground.tsx";
export { PlaygroundLoader } from "./playground-loader.tsx";
export { readLayouts } from "./read-layouts.ts";
