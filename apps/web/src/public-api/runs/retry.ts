import type { RetryRun } from "@slipway/schemas/public-api/routes/run-routes";
import type { z } from "zod";
import { readAnswerForm } from "#public-api/invoke/answer-form.ts";
import { answerInvoke } from "#public-api/invoke/answer-invoke.ts";
import { startRetry } from "#public-api/runs/start-retry.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import type { Principal } from "#server/principal.ts";

type Retry = {
  readonly request: ApiRequest;
  readonly principal: Principal;
  readonly runId: string;
  readonly body: z.infer<typeof RetryRun>;
};

/** Answers anew what the last run of a session was asked, in the form that is asked for, like an invoke. */
export async function retry(services: LiveServices, { request, principal, runId, body }: Retry) {
  const { projectId } = principal;
  const form = readAnswerForm(request.headers);
  const { headers } = request;
  const { checkpointId = null } = body;
  const started = await startRetry(services, { headers, principal, runId, checkpointId, form });
  return await answerInvoke(services, { request, projectId, form, started });
}
