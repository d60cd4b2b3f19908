/** Changes of one project that come within this time are one. */
const coalesceMs = 100;

/** Tells browsers that something of their project has changed and is to be fetched again. */
export class ProjectWatchers {
  readonly #watchers = new Map<string, Set<() => void>>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  watch(projectId: string, onChange: () => void): () => void {
    const watchers = this.#watchers.get(projectId) ?? new Set();
    this.#watchers.set(projectId, watchers.add(onChange));
    return () => {
      watchers.delete(onChange);
      if (watchers.size === 0 && this.#watchers.get(projectId) === watchers) this.#watchers.delete(projectId);
    };
  }

  changed(projectId: string): void {
    if (!this.#watchers.has(projectId)) return;
    this.#changed.add(projectId);
    this.#timer ??= setTimeout(() => this.#tell(), coalesceMs).unref();
  }

  /** Notifications may have been lost. */
  gap(): void {
    for (const watchers of this.#watchers.values()) for (const onChange of watchers) onChange();
  }

  #tell(): void {
    this.#timer = null;
    const projectIds = [...this.#changed];
    this.#changed.clear();
    for (const projectId of projectIds)
      for (const onChange of this.#watchers.get(projectId) ?? []) onChange();
  }
}
