export { CompareLoader } from "./compare-loader.tsx";
