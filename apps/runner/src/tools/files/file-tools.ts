import { subjectOf } from "@slipway/permissions/subject";
import { type NamedPath, namePath, pathSubject } from "@slipway/permissions/workspace-path";
import { z } from "zod";
import { failure } from "#tools/failure.ts";
import type { FileService } from "#tools/files/file-service.ts";
import type { FileAnswer, FileTask } from "#tools/files/inside/protocol.ts";

import { defineInput } from "#tools/input/define-input.ts";
import type { Tool, ToolAnswer } from "#tools/tool.ts";

const Path = z
  .string()
  .min(1)
  .max(4_096)
  .refine((path) => !path.includes("\0"), "It must not contain NUL");

const inWorkspace = "Relative to /workspace.";
const OptionalPath = Path.optional().describe(`${inWorkspace} Default: all of it.`);

type Inside = Extract<NamedPath, { kind: "inside" }>;

type FileTool<Shape extends z.ZodRawShape> = Pick<Tool, "name" | "description" | "access"> & {
  readonly shape: Shape;
  readonly toTask: (input: z.output<z.ZodObject<Shape>>, place: Inside) => FileTask;
};

export const fileTools = {
  read: fileTool({
    name: "read",
    description:
      "Reads a text file with line numbers, or shows an image (PNG, JPEG, GIF, WebP). Long files come in parts: go on with offset.",
    access: "read",
    shape: {
      path: Path.describe(inWorkspace),
      offset: z.number().int().min(1).optional().describe("The first line to show. 1 is the first."),
      limit: z.number().int().min(1).max(100_000).optional().describe("How many lines. Default 2000."),
    },
    toTask: ({ offset, limit }, { root, path }) => ({
      kind: "read",
      root,
      path,
      ...(offset === undefined ? {} : { offset }),
      ...(limit === undefined ? {} : { limit }),
    }),
  }),
  write: fileTool({
    name: "write",
    description: "Makes a file or replaces its whole content. Folders on the way are made.",
    access: "write",
    shape: { path: Path.describe(inWorkspace), content: z.string().max(20_000_000) },
    toTask: ({ content }, { path }) => ({ kind: "write", path, content }),
  }),
  edit: fileTool({
    name: "edit",
    description:
      "Replaces one piece of a text file. oldText must occur exactly once: copy it from the file, white space included and line numbers left out.",
    access: "write",
    shape: {
      path: Path.describe(inWorkspace),
      oldText: z.string().max(5_000_000),
      newText: z.string().max(5_000_000),
    },
    toTask: ({ oldText, newText }, { path }) => ({ kind: "edit", path, oldText, newText }),
  }),
  ls: fileTool({
    name: "ls",
    description: "Lists a folder. Names of folders end in a slash.",
    access: "read",
    shape: { path: OptionalPath },
    toTask: (_input, { root, path }) => ({ kind: "ls", root, path }),
  }),
  find: fileTool({
    name: "find",
    description:
      "Finds files and folders by a glob, such as *.ts or src/**/*.test.ts. Leaves out .git and what .gitignore names.",
    access: "read",
    shape: {
      pattern: z.string().min(1).max(1_000),
      path: OptionalPath,
      limit: z.number().int().min(1).max(5_000).optional().describe("Default 1000."),
    },
    toTask: ({ pattern, limit = 1_000 }, { path }) => ({ kind: "find", pattern, path, limit }),
  }),
  grep: fileTool({
    name: "grep",
    description:
      "Finds lines by a regular expression (of JavaScript). Leaves out binary files, .git and what .gitignore names.",
    access: "read",
    shape: {
      pattern: z.string().min(1).max(2_000),
      path: Path.optional().describe("A file or folder, relative to /workspace. Default: all of it."),
      glob: z.string().min(1).max(1_000).optional().describe("Only files that fit, such as *.ts."),
      ignoreCase: z.boolean().optional(),
      literal: z.boolean().optional().describe("The pattern is text, not an expression."),
      context: z.number().int().min(0).max(50).optional().describe("Lines around each match. Default 0."),
      limit: z.number().int().min(1).max(2_000).optional().describe("Matches at most. Default 100."),
    },
    toTask: ({ pattern, glob, ignoreCase = false, literal = false, context = 0, limit = 100 }, { path }) => ({
      kind: "grep",
      pattern,
      path,
      ignoreCase,
      literal,
      context,
      limit,
      ...(glob === undefined ? {} : { glob }),
    }),
  }),
} as const;

/** A tool that does one task with one path. `files` is told what to do; the input is checked before. */
function fileTool<Shape extends z.ZodRawShape>({ shape, toTask, access, ...declared }: FileTool<Shape>) {
  const input = defineInput(shape);
  return (files: FileService, links: ResolveLinks): Tool => ({
    ...declared,
    inputSchema: input.inputSchema,
    access,
    idempotent: access === "read",
    timeoutMs: 120_000,
    subject: "path",
    subjectOf: (given) => subjectOf("path", given),
    leadsTo: ({ path = "." }) => leadsTo(path, links),
    run: async ({ input: given, signal }) => {
      const parsed = input.parse(given);
      if (parsed.kind === "invalid") return failure(parsed.message);
      const place = namePath(typeof given.path === "string" ? given.path : ".");
      if (place.kind === "outside") {
        return failure(`${place.path} is outside of /workspace: refused. Name files relative to /workspace.`);
      }
      const task = toTask(parsed.value, place);
      if (place.root === "skills" && !("root" in task)) {
        return failure("Skills can be read, not changed or searched: use read or ls.");
      }
      return toToolAnswer(await files(task, signal));
    },
  });
}

/** Says where a path inside the workspace leads to: below it, or a path of the sandbox elsewhere. */
export type ResolveLinks = (path: string) => string;

function leadsTo(given: unknown, links: ResolveLinks): string | undefined {
  if (typeof given !== "string") return undefined;
  const place = namePath(given);
  if (place.kind === "outside" || place.root !== "workspace") return undefined;
  const subject = pathSubject(links(place.path));
  return subject === place.path ? undefined : subject;
}

function toToolAnswer({ output, isError, truncated, image }: FileAnswer): ToolAnswer {
  return {
    // A database does not store NUL as text.
    output: output.replaceAll("\0", "\uFFFD").toWellFormed(),
    isError: isError === true,
    ...(truncated ? { truncated } : {}),
    ...(image ? { images: [image] } : {}),
  };
}
