import { readAnswerForm } from "#public-api/invoke/answer-form.ts";
import { answerInvoke } from "#public-api/invoke/answer-invoke.ts";
import type { Invoke } from "#public-api/invoke/invoke-input.ts";
import { startRun } from "#public-api/invoke/start-run.ts";
import { withRequestSpan } from "#public-api/invoke/with-request-span.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { Answer } from "#server/answers.ts";

/**
 * Starts a run, or finds the one that the same message started before, and answers in the form that is asked for. The
 * run goes on whether or not the caller stays.
 */
export async function invoke(services: LiveServices, input: Invoke): Promise<Answer> {
  const { request, principal, target } = input;
  const form = readAnswerForm(request.headers);
  const name = "app" in target ? "POST /apps/{app}/invoke" : "POST /sessions/{session}/runs";
  const { projectId } = principal;
  const started = await withRequestSpan({ name, headers: request.headers, projectId }, (trace) =>
    startRun(services, { ...input, form, trace }),
  );
  return await answerInvoke(services, { request, projectId, form, started });
}
