export { ConfigText } from "./lazy-config-text.tsx";
export type { TextFault } from "./text-fault.ts";
