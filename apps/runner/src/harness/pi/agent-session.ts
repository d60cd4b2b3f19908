import type { SystemMessage } from "@earendil-works/pi-ai";
import { createInitialSystemMessage, toToolDeclaration } from "@earendil-works/pi-ai";
import type { AgentSession, FileEntry, ModelRuntime } from "@earendil-works/pi-coding-agent";
import { workspaceMount } from "@slipway/permissions/workspace-path";
import type { ModelTarget } from "#harness/harness.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";
import { pi } from "#harness/pi/pi.ts";
import type { AgentPrompt } from "#harness/pi/prompt.ts";
import { createResourceLoader } from "#harness/pi/resource-loader.ts";
import { toToolDefinitions } from "#harness/pi/tool-definitions.ts";
import type { ToolDeclaration } from "#tools/tool.ts";

/** How Pi asks a model. */
export type AskModel = AgentSession["agent"]["streamFunction"];

export type AgentSessions = {
  /** What every request begins with: the prompt and the declared tools. */
  readonly system: SystemMessage | null;
  /** A session in memory that answers what is written in these entries, once. */
  open(entries: readonly FileEntry[], ask: AskModel): Promise<AgentSession>;
};

type OpenSessions = {
  readonly runtime: ModelRuntime;
  readonly model: ModelTarget;
  readonly prompt: AgentPrompt;
  readonly tools: readonly ToolDeclaration[];
};

/** Makes Pi's sessions for one run. One is cheap (a tenth of a millisecond), so that every turn has a fresh one. */
export async function openAgentSessions({
  runtime,
  model,
  prompt,
  tools,
}: OpenSessions): Promise<AgentSessions> {
  const options = {
    cwd: workspaceMount,
    // Neither is opened: everything that Pi would read there is given to it.
    agentDir: "/nonexistent",
    modelRuntime: runtime,
    model: toPiModel(model, model.api),
    thinkingLevel: "off" as const,
    resourceLoader: createResourceLoader(prompt),
    settingsManager: pi.SettingsManager.inMemory(settings, { projectTrusted: false }),
    noTools: "builtin" as const,
    customTools: toToolDefinitions(tools),
  };

  async function open(entries: readonly FileEntry[], ask: AskModel): Promise<AgentSession> {
    const sessionManager = pi.SessionManager.inMemory(workspaceMount, {}, [...entries]);
    const { session } = await pi.createAgentSession({ ...options, sessionManager });
    session.agent.streamFunction = ask;
    session.agent.finishTurn = () => ({ action: "end" });
    // Pi copies the whole conversation for extensions that may change it. There are none.
    session.agent.transformContext = (messages) => Promise.resolve(messages);
    return session;
  }

  return { system: await readSystem(open), open };
}

/** Pi puts the prompt together when a session is made; its own `prompt()` would write it into the entries. */
async function readSystem(open: AgentSessions["open"]): Promise<SystemMessage | null> {
  const session = await open([], () => Promise.reject(new Error("Nothing is asked here.")));
  try {
    const system = createInitialSystemMessage(
      session.systemPrompt,
      session.agent.state.tools.map(toToolDeclaration),
    );
    return system ? { ...system, timestamp: 0 } : null;
  } finally {
    session.dispose();
  }
}

/** Retries, compaction and time are the host's; Pi calls nobody on its own. */
const settings = {
  cacheWarming: "off",
  enableInstallTelemetry: false,
  compaction: { enabled: false },
  retry: { enabled: false, maxRetries: 0, provider: { maxRetries: 0 } },
} as const;

/**
 * Pi wants a model runtime, which finds keys and endpoints. This one knows none and is never asked: every call is made by
 * our own function, so all runs of a process can share it.
 */
export function createInertRuntime(): Promise<ModelRuntime> {
  return pi.ModelRuntime.create({
    credentials: noCredentials,
    modelsPath: null,
    modelsStore: noModels,
    refreshOnCreate: false,
    allowModelNetwork: false,
  });
}

const noCredentials = {
  read: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  modify: () => Promise.resolve(undefined),
  delete: () => Promise.resolve(),
};

const noModels = {
  read: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};
