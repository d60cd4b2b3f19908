import { trace } from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  createAlwaysRecordSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace";
import { samplingDecision } from "#sampling-decision.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `OTEL_TRACES_SAMPLER` decides what collectors are sent, once for each trace: what a run's row says is followed. Everything
 * is recorded, because our own pages show every run.
 */
export function chooseSampler(env: Environment): Sampler {
  return createAlwaysRecordSampler(followDecisions(standardSampler(env)));
}

function followDecisions(sampler: Sampler): Sampler {
  return {
    shouldSample: (...asked) => {
      const [context] = asked;
      const decided = samplingDecision(context);
      if (decided === null) return sampler.shouldSample(...asked);
      const traceState = trace.getSpanContext(context)?.traceState;
      return {
        decision: decided ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
        ...(traceState ? { traceState } : {}),
      };
    },
    toString: () => `FollowDecisions{${sampler.toString()}}`,
  };
}

function standardSampler(env: Environment): Sampler {
  const byRatio = () => new TraceIdRatioBasedSampler(ratio(env.OTEL_TRACES_SAMPLER_ARG));
  switch (env.OTEL_TRACES_SAMPLER?.trim()) {
    case "always_on":
      return new AlwaysOnSampler();
    case "always_off":
      return new AlwaysOffSampler();
    case "traceidratio":
      return byRatio();
    case "parentbased_always_off":
      return new ParentBasedSampler({ root: new AlwaysOffSampler() });
    case "parentbased_traceidratio":
      return new ParentBasedSampler({ root: byRatio() });
    default:
      return new ParentBasedSampler({ root: new AlwaysOnSampler() });
  }
}

function ratio(text: string | undefined): number {
  const value = Number(text?.trim() || 1);
  return value >= 0 && value <= 1 ? value : 1;
}
