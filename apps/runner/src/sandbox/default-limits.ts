import type { ProgramLimits } from "#sandbox/sandbox.ts";

const mebibyte = 1024 * 1024;

/** What one command may use. */
export const defaultLimits: ProgramLimits = {
  timeMs: 120_000,
  memoryBytes: 1024 * mebibyte,
  processes: 512,
  fileBytes: 100 * mebibyte,
  openFiles: 4_096,
};
