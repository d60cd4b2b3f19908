/**
 * Those who want to know the same at the same time ask once. The question is put when all that is ready to run now has run,
 * so never before the last of them wanted to know it: nobody gets an answer that is older than the question.
 */
export function askTogether<Answer>(): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const asking = new Map<string, Promise<Answer>>();
  return (key, ask) => {
    const known = asking.get(key);
    if (known !== undefined) return known;
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asking.delete(key);
      return ask();
    });
    asking.set(key, answer);
    return answer;
  };
}
