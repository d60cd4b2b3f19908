import type { Template } from "#apps/app.ts";

const demo = { model: "demo/demo" };
const variable = (name: string, description: string) => ({ name, description, required: true });
const optional = (name: string, description: string, fallback: string) => ({
  name,
  description,
  required: false,
  default: fallback,
});
const system = (...lines: string[]) => ({ role: "system", content: lines.join("\n") });
const user = (...lines: string[]) => ({ role: "user", content: lines.join("\n") });

/** Ready-made completions. Their model is the offline demo until the builder picks a real one. */
export const completionTemplates: readonly Template[] = [
  {
    id: "blank-completion",
    type: "completion",
    name: "Blank completion",
    description: "One prompt with one variable.",
    config: { ...demo, prompt: [user("{{input}}")], variables: [{ name: "input", required: true }] },
  },
  {
    id: "summary",
    type: "completion",
    name: "Summary",
    description: "Shortens a text for a reader that you name, without adding anything.",
    config: {
      ...demo,
      prompt: [
        system(
          "You summarise texts.",
          "",
          "- Keep to what the text says. Add no opinion and no outside knowledge.",
          "- Keep numbers, names and dates exactly as they are.",
          "- Say at the end, in one line, what the text leaves open. If nothing, leave the line out.",
        ),
        user(
          "Summarise the text below for {{reader}} in {{length}}.",
          "{{#focus}}",
          "What matters most: {{focus}}",
          "{{/focus}}",
          "",
          "<text>",
          "{{text}}",
          "</text>",
        ),
      ],
      variables: [
        variable("text", "The text to shorten"),
        optional("reader", "Who reads the summary", "a busy colleague"),
        optional("length", "How long it may be", "five sentences"),
        optional("focus", "What to look out for; may stay empty", ""),
      ],
      parameters: { temperature: 0.2 },
    },
  },
  {
    id: "data-extraction",
    type: "completion",
    name: "Data extraction",
    description: "Reads an invoice, a mail or a note, and answers with its data as JSON.",
    config: {
      ...demo,
      prompt: [
        system(
          "You read documents and return their data.",
          "",
          "- Take values only from the document. Where it does not say, use null. Never guess.",
          "- Dates are YYYY-MM-DD. Amounts are numbers without currency or thousands separators.",
          "- List every line item in the document's order.",
        ),
        user("<document>", "{{document}}", "</document>"),
      ],
      variables: [variable("document", "An invoice, receipt or order as text")],
      parameters: { temperature: 0 },
      outputSchema: {
        type: "object",
        properties: {
          sender: { type: ["string", "null"], description: "Who issued the document" },
          number: { type: ["string", "null"], description: "Its own number or reference" },
          date: { type: ["string", "null"], description: "YYYY-MM-DD" },
          currency: { type: ["string", "null"], description: "ISO 4217, for example EUR" },
          total: { type: ["number", "null"], description: "Including tax" },
          items: {
            type: "array",
            items: {
              type: "object",
              properties: {
                description: { type: "string" },
                quantity: { type: ["number", "null"] },
                amount: { type: ["number", "null"] },
              },
              required: ["description", "quantity", "amount"],
              additionalProperties: false,
            },
          },
        },
        required: ["sender", "number", "date", "currency", "total", "items"],
        additionalProperties: false,
      },
    },
  },
  {
    id: "ticket-triage",
    type: "completion",
    name: "Ticket triage",
    description: "Sorts a customer's message by topic, urgency and mood, with a reason, as JSON.",
    config: {
      ...demo,
      prompt: [
        system(
          "You sort messages of customers.",
          "",
          "- Topics: {{topics}}. Use “other” where none fits.",
          "- Urgent means: the customer cannot work, loses money, or data or safety are at risk. A tone alone makes nothing urgent.",
          "- The reason quotes the words that decided.",
        ),
        user("<message>", "{{message}}", "</message>"),
      ],
      variables: [
        variable("message", "What the customer wrote"),
        optional("topics", "Topics, separated by commas", "billing, access, defect, how-to, feature request"),
      ],
      parameters: { temperature: 0 },
      outputSchema: {
        type: "object",
        properties: {
          topic: { type: "string" },
          urgency: { enum: ["low", "normal", "urgent"] },
          mood: { enum: ["calm", "annoyed", "angry"] },
          reason: { type: "string", minLength: 1 },
        },
        required: ["topic", "urgency", "mood", "reason"],
        additionalProperties: false,
      },
    },
  },
  {
    id: "translation",
    type: "completion",
    name: "Translation",
    description: "Translates a text with your terms, keeping its form and its placeholders.",
    config: {
      ...demo,
      prompt: [
        system(
          "You translate into {{language}}.",
          "",
          "- Answer with the translation only.",
          "- Keep the form: headings, lists, links, code, line breaks.",
          "- Leave placeholders such as %s, {0} and <b> exactly as they are.",
          "- Write as a native speaker would for the same occasion, {{tone}}.",
          "{{#glossary}}",
          "",
          "These terms are fixed:",
          "{{glossary}}",
          "{{/glossary}}",
        ),
        user("{{text}}"),
      ],
      variables: [
        variable("text", "The text to translate"),
        variable("language", "Into which language"),
        optional("tone", "Formal or informal", "in a neutral tone"),
        optional("glossary", "One term a line: source = translation", ""),
      ],
      parameters: { temperature: 0.3 },
    },
  },
];
