/**
 * What a runner's heartbeat carries and a web compares: `<n>-<fingerprint>`. `n` is raised by hand when rows that an
 * earlier release wrote can no longer be read; the fingerprint follows from the schemas and is written by
 * `pnpm --filter @slipway/schemas contract`.
 */
export const contractVersion = "1-3eb044f5628a";
