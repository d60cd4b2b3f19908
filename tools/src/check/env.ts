/** What the stages run with: nothing asks, nothing phones home. */
export function stageEnv(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, SLIPWAY_DATA_DIR: _data, FORCE_COLOR: _color, ...env } = process.env;
  return {
    ...env,
    CI: "true",
    TURBO_TELEMETRY_DISABLED: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    FORCE_COLOR: "0",
  };
}
