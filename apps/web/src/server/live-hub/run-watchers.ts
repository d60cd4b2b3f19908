import type { Db } from "@slipway/db/db";
import { findRuns, type RunKey } from "@slipway/db/runs/find-run";
import type { ProjectRun } from "@slipway/schemas/public-api/admin-runs";
import type { Run } from "@slipway/schemas/runs/run";

export type RunWatcher = {
  /** Runs as they are now, each at most once. */
  readonly onRuns: (runs: readonly Run[]) => void;
  /** Changes may have been missed: what was fetched before has to be fetched again. */
  readonly onGap: () => void;
};

/** As a {@link RunWatcher}, of the runs of all projects. */
export type AllRunsWatcher = {
  readonly onRuns: (runs: readonly ProjectRun[]) => void;
  readonly onGap: () => void;
};

type RunWatchersOptions = { readonly db: Db; readonly onError: (error: unknown) => void };

/** Changes of one run that come within this time are one. */
const coalesceMs = 100;
/** Beyond this many changes at once a list is better fetched again. */
const maxPending = 500;

/** Tells browsers which runs of their project have changed, with one statement for all changes and all watchers. */
export class RunWatchers {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  readonly #watchers = new Map<string, Set<RunWatcher>>();
  readonly #watchersOfAll = new Set<AllRunsWatcher>();
  readonly #pending = new Map<string, RunKey>();
  #timer: NodeJS.Timeout | null = null;

  constructor({ db, onError }: RunWatchersOptions) {
    this.#db = db;
    this.#onError = onError;
  }

  watch(projectId: string, watcher: RunWatcher): () => void {
    const watchers = this.#watchers.get(projectId) ?? new Set();
    this.#watchers.set(projectId, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(projectId) === watchers) this.#watchers.delete(projectId);
    };
  }

  watchAll(watcher: AllRunsWatcher): () => void {
    this.#watchersOfAll.add(watcher);
    return () => void this.#watchersOfAll.delete(watcher);
  }

  /** The row of a run has changed. */
  changed(projectId: string, runId: string): void {
    if (!this.#watchers.has(projectId) && this.#watchersOfAll.size === 0) return;
    this.#pending.set(runId, { projectId, runId });
    this.#timer ??= setTimeout(() => this.#flush(), coalesceMs).unref();
  }

  /** Notifications may have been lost. */
  gap(): void {
    for (const watchers of this.#watchers.values()) for (const watcher of watchers) watcher.onGap();
    for (const watcher of this.#watchersOfAll) watcher.onGap();
  }

  #flush(): void {
    this.#timer = null;
    const keys = [...this.#pending.values()];
    this.#pending.clear();
    if (keys.length > maxPending) {
      this.gap();
      return;
    }
    this.#tell(keys).catch((error: unknown) => {
      this.#onError(error);
      this.gap();
    });
  }

  async #tell(keys: readonly RunKey[]): Promise<void> {
    const all = await findRuns(this.#db.pool, keys);
    const found = Map.groupBy(all, ({ projectId }) => projectId);
    for (const watcher of this.#watchersOfAll)
      watcher.onRuns(all.map(({ projectId, run }) => ({ ...run, projectId })));
    for (const [projectId, changed] of found) {
      const runs = changed.map(({ run }) => run);
      for (const watcher of this.#watchers.get(projectId) ?? []) watcher.onRuns(runs);
    }
  }
}
