import {
  emptyArray,
  invalidRequest,
  isObject,
  readArray,
  readObject,
  readString,
  refuseUnknownKeys,
} from "#model-server/wire/openai-completions/invalid-request.ts";

export function readToolNames(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const tools = readArray(value, "tools");
  if (tools.length === 0) throw emptyArray("tools");
  return tools.map((tool, index) => readToolName(tool, `tools[${index}]`));
}

export function checkToolChoice(value: unknown, toolNames: readonly string[]): void {
  if (value === undefined || value === null) return;
  if (toolNames.length === 0 && value !== "none") {
    throw invalidRequest(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      "tool_choice",
    );
  }
  if (value === "none" || value === "auto" || value === "required") return;
  const choice = readObject(value, "tool_choice");
  const name = readString(
    readObject(choice.function, "tool_choice.function").name,
    "tool_choice.function.name",
  );
  if (toolNames.includes(name)) return;
  throw invalidRequest(`Invalid value for 'tool_choice': tool '${name}' is not in 'tools'.`, "tool_choice");
}

const toolKeys = new Set(["type", "function"]);
const functionKeys = new Set(["name", "description", "parameters", "strict"]);

function readToolName(value: unknown, path: string): string {
  const tool = readObject(value, path);
  refuseUnknownKeys(tool, toolKeys, path);
  if (tool.type !== "function") {
    throw invalidRequest(
      `Invalid value: '${tool.type}'. Supported values are: 'function'.`,
      `${path}.type`,
      "invalid_value",
    );
  }
  const definition = readObject(tool.function, `${path}.function`);
  refuseUnknownKeys(definition, functionKeys, `${path}.function`);
  const name = readString(definition.name, `${path}.function.name`);
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw invalidRequest(
      `Invalid '${path}.function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]{1,64}$'.`,
      `${path}.function.name`,
      "invalid_value",
    );
  }
  const schema = definition.parameters;
  if (schema === undefined || (isObject(schema) && schema.type === "object")) return name;
  throw invalidRequest(
    `Invalid schema for function '${name}': schema must be a JSON Schema of 'type: "object"'.`,
    `${path}.function.parameters`,
    "invalid_function_parameters",
  );
}
