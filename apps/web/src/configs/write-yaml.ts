import { stringify } from "yaml";

/** JSON values as YAML that people read: texts of several lines as blocks, nothing folded, no aliases. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, blockQuote: "literal", aliasDuplicateObjects: false });
}
