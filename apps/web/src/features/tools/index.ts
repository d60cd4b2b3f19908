export { groupParts, type PartGroup } from "./group-parts.ts";
export { StepsFold } from "./steps-fold.tsx";
export { ToolBatch } from "./tool-batch.tsx";
export { ToolGlyph } from "./tool-glyph.tsx";
export { ToolInputView } from "./tool-input-view.tsx";
export { ToolRow } from "./tool-row.tsx";
export { toolStateWords } from "./tool-state.ts";
export { mainArgument } from "./tool-words.ts";
