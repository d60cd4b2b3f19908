import type { Harness } from "#harness/harness.ts";
import { openDemoAgentSession } from "#harness/pi/demo/demo-agent-session.ts";

export type PiHarnessOptions = {
  /** Between two words of the built-in demo model, in milliseconds. Default: 25, so 40 a second. */
  readonly demoWordEveryMs?: number;
};

/** Embeds Pi for agents. Pi is large: it is loaded with the first agent, or by `warmUp` before that. */
export type PiHarness = Harness & {
  /** Loads Pi, so that the first agent need not wait for it. */
  warmUp(): Promise<void>;
};

export function createPiHarness({ demoWordEveryMs = 25 }: PiHarnessOptions = {}): PiHarness {
  let loading: ReturnType<typeof load> | null = null;
  const loaded = () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  return {
    name: "pi",
    warmUp: async () => void (await loaded()),
    open: async (input) => {
      if (input.model.api === "demo") return openDemoAgentSession(input, demoWordEveryMs);
      const { openPiSession, runtime } = await loaded();
      return await openPiSession(input, runtime);
    },
  };
}

/** Takes a second of processor time and 80 MB, which a runner without agents keeps. */
async function load() {
  const [{ openPiSession }, { createInertRuntime }] = await Promise.all([
    import("#harness/pi/session.ts"),
    import("#harness/pi/agent-session.ts"),
  ]);
  return { openPiSession, runtime: await createInertRuntime() };
}
