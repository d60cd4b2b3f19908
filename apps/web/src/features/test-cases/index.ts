export { SaveMessageAsCase } from "./save-message-as-case.tsx";
export { useRemoveCase, useSaveCase, useTestCases } from "./use-test-cases.ts";
