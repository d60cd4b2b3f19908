import type { AppType } from "@slipway/schemas/apps/app-type";
import type { CheckedOutputSchema } from "@slipway/schemas/public-api/validate";
import { CodeBlock } from "#ui/code-block.tsx";

type ToldSchemaProps = {
  readonly type: AppType;
  readonly schema: Readonly<Record<string, unknown>>;
  /** What a model without tools is told in words. */
  readonly told: string;
  /** What it is sent by its own option instead. */
  readonly option: CheckedOutputSchema["option"];
};

/** What a model gets to know of an output schema: by a tool where it has tools, by its own option where it has one, else in words. */
export function ToldSchema({ type, schema, told, option }: ToldSchemaProps) {
  const { label, code, note } = wayOf({ type, schema, told, option });
  return (
    <details>
      <summary className="cursor-pointer text-13 font-medium select-none">What the model is told</summary>
      <div className="flex flex-col gap-2 pt-2">
        <CodeBlock label={label} code={code} />
        <p className="text-12 text-muted">{note}</p>
      </div>
    </details>
  );
}

function wayOf({ type, schema, told, option }: ToldSchemaProps) {
  if (type === "agent") {
    return {
      label: "The tool submit_result takes",
      code: JSON.stringify(schema, null, 2),
      note: "The agent hands its result in by calling this tool.",
    };
  }
  if (!option) {
    return {
      label: "After the instructions",
      code: told,
      note: "In words: this model is not known to take a schema by itself, or not one like this.",
    };
  }
  return {
    label: "By the model’s own option",
    code: JSON.stringify(option.schema, null, 2),
    note: option.strict
      ? "The provider holds the model to it. Each answer is checked against the whole schema all the same."
      : "The provider asks for it as well as it can: it holds models strictly only to closed objects whose fields are all required.",
  };
}
