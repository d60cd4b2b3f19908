import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  createAlwaysRecordSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace";

type Environment = Readonly<Record<string, string | undefined>>;

/** `OTEL_TRACES_SAMPLER` decides what collectors are sent. Everything is recorded, because our own pages show every run. */
export function chooseSampler(env: Environment): Sampler {
  return createAlwaysRecordSampler(standardSampler(env));
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
