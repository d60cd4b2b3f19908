export { SaveMessageAsCase } from "./save-message-as-case.tsx";
export { type CaseFields, useRemoveCase, useSaveCase, useTestCases } from "./use-test-cases.ts";
