/** Works on many items with a few at a time, in their order. Begins no further one once the signal tells to stop. */
export async function runInTurns<Item>(
  items: readonly Item[],
  {
    atOnce,
    signal,
    work,
  }: { readonly atOnce: number; readonly signal: AbortSignal; readonly work: (item: Item) => Promise<void> },
): Promise<void> {
  const rest = [...items];
  async function lane(): Promise<void> {
    for (let item = rest.shift(); item !== undefined && !signal.aborted; item = rest.shift())
      await work(item);
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
}
