import { parentPort, workerData } from "node:worker_threads";
import { explainFileError } from "#tools/files/inside/file-error.ts";
import type { FileAnswer, SearchTask } from "#tools/files/inside/protocol.ts";
import { findFiles } from "#tools/files/inside/search/find-files.ts";
import { grepFiles } from "#tools/files/inside/search/grep-files.ts";

/** A thread for searches: the one thing that can take as long as the model's pattern likes, and so must be stoppable. */
const { root }: { root: string } = workerData;

parentPort?.on("message", (task: SearchTask) => parentPort?.postMessage(search(task)));

function search(task: SearchTask): FileAnswer {
  try {
    return task.kind === "find" ? findFiles(root, task) : grepFiles(root, task);
  } catch (error) {
    return { output: explainFileError(error, task.path), isError: true };
  }
}
