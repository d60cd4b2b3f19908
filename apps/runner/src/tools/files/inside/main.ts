import { createInterface } from "node:readline";
import { editInside } from "#tools/files/inside/edit-file.ts";
import { explainFileError } from "#tools/files/inside/file-error.ts";
import { listInside } from "#tools/files/inside/list-folder.ts";
import type { FileAnswer, FileRequest, FileTask } from "#tools/files/inside/protocol.ts";
import { readInside } from "#tools/files/inside/read-file.ts";
import { createSearcher } from "#tools/files/inside/search/searcher.ts";
import { writeInside } from "#tools/files/inside/write-file.ts";

/**
 * The program behind the file tools, which runs inside the sandbox and sees no more than a command would. It answers
 * lines of JSON with lines of JSON until its input ends. Imports nothing but Node and its own folder: the rest is not
 * there.
 */
const [workspace = "", skills = ""] = process.argv.slice(2);
const roots = { workspace, skills };
const search = createSearcher(workspace);

/** What is being done, to be given up. */
const running = new Map<number, AbortController>();

for await (const line of createInterface({ input: process.stdin })) {
  const request: FileRequest = JSON.parse(line);
  if ("giveUp" in request) running.get(request.giveUp)?.abort();
  // Not awaited: a search goes on while files are read.
  else void answer(request.id, request.task);
}
process.exit(0);

async function answer(id: number, task: FileTask): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const came = await perform(task, controller.signal).catch(
    (error): FileAnswer => ({ output: explainFileError(error, task.path), isError: true }),
  );
  running.delete(id);
  process.stdout.write(`${JSON.stringify({ id, answer: came })}\n`);
}

async function perform(task: FileTask, signal: AbortSignal): Promise<FileAnswer> {
  switch (task.kind) {
    case "read":
      return readInside(roots[task.root], task.path, task);
    case "ls":
      return listInside(roots[task.root], task.path);
    case "write":
      return writeInside(workspace, task.path, task.content);
    case "edit":
      return editInside(workspace, task.path, task);
    case "find":
    case "grep":
      return await search(task, signal);
  }
}
