export { UseElsewhere } from "./use-elsewhere.tsx";
