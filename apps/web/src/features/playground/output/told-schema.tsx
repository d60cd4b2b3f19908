import type { AppType } from "@slipway/schemas/apps/app-type";
import { CodeBlock } from "#ui/code-block.tsx";

type ToldSchemaProps = {
  readonly type: AppType;
  readonly schema: Readonly<Record<string, unknown>>;
  /** What a model without tools is told. */
  readonly told: string;
};

/** What a model gets to know of an output schema: by a tool where it has tools, else in words. */
export function ToldSchema({ type, schema, told }: ToldSchemaProps) {
  const isTool = type === "agent";
  return (
    <details>
      <summary className="cursor-pointer text-13 font-medium select-none">What the model is told</summary>
      <div className="pt-2">
        <CodeBlock
          label={isTool ? "The tool submit_result takes" : "After the instructions"}
          code={isTool ? JSON.stringify(schema, null, 2) : told}
        />
      </div>
    </details>
  );
}
