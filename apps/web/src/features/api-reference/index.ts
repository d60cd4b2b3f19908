export { ApiReference } from "./api-reference.tsx";
export { readReference } from "./read-reference.ts";
