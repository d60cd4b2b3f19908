import type { ResourceLoader } from "@earendil-works/pi-coding-agent";
import { pi } from "#harness/pi/pi.ts";
import type { AgentPrompt } from "#harness/pi/prompt.ts";

/** Everything that Pi would look for on the disk, from memory: nothing that lies in a workspace is ever loaded. */
export function createResourceLoader(prompt: AgentPrompt): ResourceLoader {
  const skills = prompt.readable.map(({ name, description, path }) => ({
    name,
    description,
    filePath: path,
    baseDir: path.slice(0, path.lastIndexOf("/")),
    sourceInfo: pi.createSyntheticSourceInfo(path, { source: "slipway" }),
    disableModelInvocation: false,
  }));
  return {
    getExtensions: () => ({ extensions: [], errors: [], runtime: pi.createExtensionRuntime() }),
    getSkills: () => ({ skills, diagnostics: [] }),
    getPrompts: () => ({ prompts: [], diagnostics: [] }),
    getThemes: () => ({ themes: [], diagnostics: [] }),
    getAgentsFiles: () => ({ agentsFiles: prompt.documents.map(({ path, content }) => ({ path, content })) }),
    getSystemPrompt: () => prompt.system,
    getSystemPromptSource: () => undefined,
    getAppendSystemPrompt: () => [],
    getAppendSystemPromptSources: () => [],
    extendResources: () => undefined,
    reload: () => Promise.resolve(),
  };
}
