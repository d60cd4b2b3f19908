export { readOpening } from "./read-opening.tsx";
