/** Made-up runs in the proportions of real ones: few words are said often, few apps do most, most runs go well. */
export function createWriter(seed: number) {
  const random = createRandom(seed);
  const words = Array.from({ length: 20_000 }, () => makeWord(random));
  /** Of a long list mostly one of the first. */
  const often = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(list.length * random() ** 3)];
    if (found === undefined) throw new Error("Nothing to choose from");
    return found;
  };
  const text = (length: number) => Array.from({ length }, () => often(words)).join(" ");

  function stopReason(): string {
    const chance = random();
    if (chance < 0.92) return "completed";
    if (chance < 0.95) return "cancelled";
    return often(["error", "timeout", "max_turns", "budget_exhausted", "runner_lost", "content_filtered"]);
  }
  return {
    run: () => {
      const app = often(apps);
      const durationMs = Math.round(300 * Math.exp(random() * 5));
      const tokens = Math.round(100 * Math.exp(random() * 5));
      return {
        ...app,
        revision: often([9, 8, 7, 6, 5, 4, 3, 2, 1]),
        environment: often(["production", null, "staging", "development"]),
        model: often(models),
        stopReason: stopReason(),
        asked: text(4 + Math.floor(random() * 16)),
        answered: text(20 + Math.floor(random() * 60)),
        tokens,
        costMicroUsd: tokens * 4,
        durationMs,
        source: often(["api", "playground"]),
        userId: often(users),
      };
    },
  };
}

const apps = Array.from({ length: 40 }, (_, n) => ({
  app: `app_seed${String(n).padStart(2, "0")}`,
  type: ["chat", "agent", "completion"][n % 3] ?? "chat",
}));
const models = [
  "openai/gpt-5",
  "anthropic/claude",
  "google/gemini",
  "local/small",
  "local/tiny",
  "lab/secret",
];
const users = [null, ...Array.from({ length: 200 }, (_, n) => `usr_seed${n}`)];

function makeWord(random: () => number): string {
  const syllables = [
    "ka",
    "ro",
    "mi",
    "tel",
    "san",
    "du",
    "ver",
    "lo",
    "pin",
    "esh",
    "or",
    "ba",
    "qui",
    "ter",
  ];
  const length = 2 + Math.floor(random() * 3);
  return Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join("");
}

/** Numbers that look random and are the same for a seed (mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
