export { ConfigEditor } from "./config-editor.tsx";
export { type ConfigErrors, DraftConfig, findConfigErrors } from "./draft-config.ts";
export { type DraftKey, readDraft, type StoredDraft, writeDraft } from "./draft-storage.ts";
export { NewPlayground } from "./new-playground.tsx";
export { PlaygroundLoader } from "./playground-loader.tsx";
export { readLayouts } from "./read-layouts.ts";
export { readRevision } from "./read-revision.ts";
export { useNarrow } from "./use-narrow.ts";
export { useUnsentText } from "./use-unsent-text.ts";
