import { conversation } from "#browser/answers.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

/** A session that begins with so many messages and one answer, which says `Begun.` */
export async function beginSession(slipway: Slipway, messages: number): Promise<string> {
  const past = conversation(messages);
  const last = { role: "user", content: "Begin\n!script\n!say Begun." };
  const run = await slipway.post<{ sessionId: string }>(`/apps/${slipway.appId}/invoke`, {
    input: { messages: [...past.slice(0, -1), last] },
  });
  return run.sessionId;
}
