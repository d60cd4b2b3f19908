import type { Harness, TurnEnd } from "#harness/harness.ts";
import { rehearsal } from "#harness/model-call/rehearsal.ts";
import { openDemoAgentSession } from "#harness/pi/demo/demo-agent-session.ts";

export type PiHarnessOptions = {
  /** Between two words of the built-in demo model, in milliseconds. Default: 25, so 40 a second. */
  readonly demoWordEveryMs?: number;
};

/** Embeds Pi for agents. Pi is large: it is loaded with the first agent, or by `warmUp` before that. */
export type PiHarness = Harness & {
  /**
   * Loads Pi and runs one call without a network, so that the first agent need not wait. Loading holds up the process for
   * half a second: best at start-up. Returns how the call ended: answered, or the adapter does not work at all.
   */
  warmUp(): Promise<TurnEnd>;
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
    warmUp: async () => {
      const { openPiSession, runtime } = await loaded();
      const session = await openPiSession(rehearsal, runtime);
      const end = await session.runTurn({ signal: new AbortController().signal, emit: () => undefined });
      await session.close();
      return end;
    },
    open: async (input) => {
      if (input.model.api === "demo") return openDemoAgentSession(input, demoWordEveryMs);
      const { openPiSession, runtime } = await loaded();
      return await openPiSession(input, runtime);
    },
  };
}

/** Takes half a second of processor time and 75 MB, which a runner without agents keeps. */
async function load() {
  const [{ openPiSession }, { createInertRuntime }] = await Promise.all([
    import("#harness/pi/session.ts"),
    import("#harness/pi/agent-session.ts"),
  ]);
  return { openPiSession, runtime: await createInertRuntime() };
}
