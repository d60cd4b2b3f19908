const mebibyte = 1024 * 1024;

export type WorkspaceLimits = {
  /** Of one file. */
  readonly fileBytes: number;
  /** Of all files together. */
  readonly totalBytes: number;
  /** Files, folders and links. */
  readonly entries: number;
};

/** What a session's workspace may hold, and so what a snapshot of it does. */
export const workspaceLimits: WorkspaceLimits = {
  fileBytes: 100 * mebibyte,
  totalBytes: 1024 * mebibyte,
  entries: 100_000,
};
