export type { TextFault } from "./config-text.tsx";
export { ConfigText } from "./lazy-config-text.tsx";
