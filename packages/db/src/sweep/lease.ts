/** How often a runner says that it lives. */
export const heartbeatIntervalMs = 3_000;
/** Its leases lapse this long after the last time. */
export const leaseMs = 10_000;
