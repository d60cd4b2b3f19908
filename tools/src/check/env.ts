/** What the stages run with: nothing asks, nothing phones home, and the person's own database is left alone. */
export function stageEnv(): NodeJS.ProcessEnv {
  const own = ["DATABASE_URL", "SLIPWAY_DATA_DIR", "PORT", "HOST", "RUNNER_PORT", "FORCE_COLOR"];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.includes(name)));
  return { ...env, CI: "true", NO_COLOR: "1", TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" };
}
