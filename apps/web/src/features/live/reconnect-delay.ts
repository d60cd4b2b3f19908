const firstDelayMs = 250;
const longestDelayMs = 15_000;

/**
 * How long to wait before attempt `attempt` (0 is the first after a loss): doubles from a quarter of a second to fifteen
 * seconds, half of it by chance, so that the browsers of a whole company do not return in the same moment.
 */
export function reconnectDelayMs(attempt: number, random: number = Math.random()): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}
