import { Run } from "@slipway/schemas/runs/run";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { api } from "#lib/api-client.ts";
import type { ReadyPane } from "./pane-config.ts";

type StartPaneRun = {
  readonly appId: string;
  readonly pane: ReadyPane;
  readonly input: RunInput;
  /** Null: it begins a session. */
  readonly sessionId: string | null;
  readonly clientMessageId: string;
  /** What the run says about where it comes from. */
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** Starts a run with the configuration of a pane. Sent again with the same id it starts nothing twice. */
export function startPaneRun({ appId, pane, input, sessionId, clientMessageId, metadata }: StartPaneRun) {
  return api.post(sessionId ? `/sessions/${sessionId}/runs` : `/apps/${appId}/invoke`, {
    schema: Run,
    headers: { prefer: "respond-async" },
    body: { input, clientMessageId, metadata, ...pane.target },
  });
}
