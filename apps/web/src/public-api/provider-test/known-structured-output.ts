/**
 * Which models of well-known services take a JSON Schema by their wire format's own option, which no catalogue tells.
 * Sources: the services' own guides on structured output, as of November 2026.
 */
const families: Readonly<Record<string, RegExp>> = {
  "api.openai.com": /^(?:gpt-4o(?!-2024-05-13)|gpt-4\.1|gpt-[5-9]|o[1345](?!-(?:preview|mini-2024-09)))/,
  "api.anthropic.com": /^claude-(?:opus|sonnet|haiku)-(?:4-[5-9]|[5-9])(?:\D|$)/,
  "generativelanguage.googleapis.com": /^gemini-(?:2\.5|[3-9])/,
  "api.mistral.ai": /^(?!.*mamba)(?:mistral|ministral|magistral|codestral|pixtral|devstral)/,
  "api.groq.com": /^openai\/gpt-oss-/,
};

/** Models of these families that answer in other forms than text, or were not given the option. */
const others = /image|audio|tts|live|realtime|transcribe|search|deep-research|o1-mini|computer/;

export function takesSchema(baseUrl: string, id: string): boolean {
  const family = URL.canParse(baseUrl) ? families[new URL(baseUrl).hostname] : undefined;
  return family?.test(id) === true && !others.test(id);
}
