export { snippetOf } from "./snippets.ts";
export { UseElsewhere } from "./use-elsewhere.tsx";
