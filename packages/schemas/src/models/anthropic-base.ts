/** The address below which Anthropic's paths begin with /v1: some write that part of them into the base address. */
export function anthropicBase(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "");
}
