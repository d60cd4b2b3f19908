import { Worker } from "node:worker_threads";
import type { FileAnswer, SearchTask } from "#tools/files/inside/protocol.ts";

const longestMs = 15_000;

type Search = (task: SearchTask, signal: AbortSignal) => Promise<FileAnswer>;

/**
 * Runs searches one after the other on a thread of their own. The thread is given up with a search that takes too long
 * or that nobody waits for any more: an expression cannot be stopped otherwise.
 */
export function createSearcher(root: string): Search {
  let thread: SearchThread | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const run: Search = async (task, signal) => {
    if (signal.aborted) return givenUp;
    thread ??= startThread(root);
    const overdue = AbortSignal.timeout(longestMs);
    const stop = AbortSignal.any([signal, overdue]);
    const stopped = new Promise<null>((resolve) => {
      stop.addEventListener("abort", () => resolve(null), { once: true });
    });
    const answer = await Promise.race([thread.search(task), stopped]);
    if (answer !== null) return answer;
    thread.end();
    thread = null;
    return signal.aborted ? givenUp : { output: tooSlow(task), isError: true };
  };
  return (task, signal) => {
    const answer = last.then(() => run(task, signal));
    last = answer;
    return answer;
  };
}

const givenUp: FileAnswer = { output: "The search was given up.", isError: true };

type SearchThread = { search(task: SearchTask): Promise<FileAnswer>; end(): void };

function startThread(root: string): SearchThread {
  let onAnswer: (answer: FileAnswer) => void = () => undefined;
  const worker = new Worker(new URL("search-worker.ts", import.meta.url), { workerData: { root } });
  worker.on("message", (answer: FileAnswer) => onAnswer(answer));
  worker.on("error", (error) => onAnswer({ output: `The search failed: ${error.message}`, isError: true }));
  return {
    search: (task) =>
      new Promise((resolve) => {
        onAnswer = resolve;
        worker.postMessage(task);
      }),
    end: () => void worker.terminate(),
  };
}

function tooSlow(task: SearchTask): string {
  const advice =
    task.kind === "grep" ? "Use a simpler pattern, or a narrower path or glob." : "Use a narrower path.";
  return `The search was stopped after ${longestMs / 1000} s. ${advice}`;
}
