/** How long a run of these columns took, in milliseconds. Null: it has not ended, or never started. */
export function runDuration(prefix = ""): string {
  const [started, finished] = [`${prefix}started_at`, `${prefix}finished_at`];
  // Clocks that differ make no negative time. `greatest` passes nulls over: of a run at work it would make no time at all.
  return `case when ${finished} is not null
    then extract(epoch from greatest(${finished}, ${started}) - ${started}) * 1000 end`;
}
