import { CodeBlock } from "#ui/code-block.tsx";
import { curlOf } from "./curl-of.ts";
import { FieldTable } from "./field-table.tsx";
import { Prose } from "./prose.tsx";
import type { ShownOperation } from "./read-reference.ts";
import { SchemaType } from "./schema-type.tsx";

/** One operation: what it does, who may, what it takes and what it answers. */
export function OperationSection({ operation }: { readonly operation: ShownOperation }) {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const body = requestBody?.content["application/json"]?.schema;
  return (
    <section aria-labelledby={operationId} className="border-t border-line py-6">
      <h3 id={operationId} className="scroll-mt-4 text-16 font-semibold">
        {summary}
      </h3>
      <p className="mt-2 flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-12 font-semibold">{method}</code>
        <code className="font-mono text-13 break-all">{path}</code>
        <span className="text-12 text-faint">
          {operation["x-role"] ? `role ${operation["x-role"]}` : "open to all"}
        </span>
      </p>
      {description && (
        <p className="mt-2 text-14 text-muted">
          <Prose text={description} />
        </p>
      )}
      {parameters.length > 0 && (
        <div className="mt-4">
          <FieldTable
            label={`Parameters of ${summary}`}
            fields={parameters.map((parameter) => ({ ...parameter, note: `in the ${parameter.in}` }))}
          />
        </div>
      )}
      {body && (
        <p className="mt-4 text-13 text-muted">
          Body: <SchemaType schema={body} />
        </p>
      )}
      <div className="mt-4">
        <CodeBlock code={curlOf(operation)} label="curl" />
      </div>
      <dl className="mt-4 grid grid-cols-[3rem_1fr] gap-x-2 gap-y-1 text-13">
        {Object.entries(responses).map(([status, answer]) => (
          <div key={status} className="contents">
            <dt className="font-mono text-12 leading-5">{status}</dt>
            <dd className="text-muted">
              {answer.description}{" "}
              {Object.entries(answer.content ?? {}).map(([media, { schema }]) => (
                <span key={media} className="mr-2">
                  {media === "application/json" ? (
                    <SchemaType schema={schema} />
                  ) : (
                    <code className="font-mono text-12">{media}</code>
                  )}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
