import type { HarnessEvent, ModelFailure, ModelTarget, TurnEnd } from "#harness/harness.ts";

type Refused = { readonly kind: "failed"; readonly failure: ModelFailure };

/** Whether an endpoint refused to hold its model to the schema. Which schemas it takes shows nowhere but in its answer. */
export function refusesOption(end: TurnEnd): end is TurnEnd & Refused {
  if (end.kind !== "failed" || end.failure.kind !== "rejected") return false;
  const { status, message } = end.failure;
  return (
    (status === 400 || status === 422) && /schema|response_?format|output_config|structured/i.test(message)
  );
}

/** What the person should know: the model is asked all the same. */
export function optionRefused({ ref }: ModelTarget, { failure }: Refused): HarnessEvent {
  return {
    type: "warning",
    code: "structured_output_refused",
    message: `${ref} did not take the output schema as its own option, so it is asked in words. It said: ${failure.message}`,
  };
}
