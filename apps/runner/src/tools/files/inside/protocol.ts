/** What the program is told, as one line of JSON on standard input: what to do, or that nobody waits for it any more. */
export type FileRequest = { readonly id: number; readonly task: FileTask } | { readonly giveUp: number };

/** Paths are relative to the workspace, or for `read` and `ls` to the folder of the skills. */
export type FileTask =
  | {
      readonly kind: "read";
      readonly root: FileRoot;
      readonly path: string;
      readonly offset?: number;
      readonly limit?: number;
    }
  | { readonly kind: "ls"; readonly root: FileRoot; readonly path: string }
  | { readonly kind: "write"; readonly path: string; readonly content: string }
  | { readonly kind: "edit"; readonly path: string; readonly oldText: string; readonly newText: string }
  | SearchTask;

export type FileRoot = "workspace" | "skills";

export type FindTask = {
  readonly kind: "find";
  readonly pattern: string;
  readonly path: string;
  readonly limit: number;
};

export type GrepTask = {
  readonly kind: "grep";
  readonly pattern: string;
  readonly path: string;
  readonly glob?: string;
  readonly ignoreCase: boolean;
  readonly literal: boolean;
  readonly context: number;
  readonly limit: number;
};

export type SearchTask = FindTask | GrepTask;

/** What came of it, as one line on standard output after the request's id. */
export type FileAnswer = {
  readonly output: string;
  readonly isError?: true;
  readonly truncated?: true;
  readonly image?: { readonly mediaType: string; readonly base64: string };
};
