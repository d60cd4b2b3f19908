const dayMs = 86_400_000;

/** Each kind of charts: long and short times, all runs, those of a filter, of several, and of words. */
export function historySums(now: number): readonly string[] {
  const since = (days: number) => `from=${encodeURIComponent(new Date(now - days * dayMs).toISOString())}`;
  return [
    "",
    since(30),
    since(7),
    since(1),
    "status=failed",
    "status=completed",
    "appId=app_seed00",
    "model=openai/gpt-5",
    "status=completed&environment=production",
    "source=api&type=chat&model=openai/gpt-5",
    "userId=usr_seed0",
    `${since(7)}&status=failed&model=openai/gpt-5`,
    `${since(1)}&status=completed&environment=production`,
    `${since(1)}&q={frequent}`,
    "q={rare}",
    "userId=usr_seed199",
  ];
}
