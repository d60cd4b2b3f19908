/**
 * Gives every call an id that is unique within the session. A provider's own is kept where it is one: some models expect
 * their pattern back. Others count from zero in every answer, or give none.
 */
export function createCallIds(taken: ReadonlySet<string>): (fromProvider: string) => string {
  const given = new Set(taken);
  return (fromProvider) => {
    const isUsable = usable.test(fromProvider) && !given.has(fromProvider);
    const id = isUsable ? fromProvider : `call_${crypto.randomUUID().replaceAll("-", "")}`;
    given.add(id);
    return id;
  };
}

/** OpenAI takes 40 characters back. */
const usable = /^[\w.:-]{1,40}$/;
