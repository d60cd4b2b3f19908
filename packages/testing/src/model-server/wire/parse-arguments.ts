/** The arguments of a scripted call as a value. Undefined: they are no JSON object. */
export function parseArguments(written: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(written === "" ? "{}" : written);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
