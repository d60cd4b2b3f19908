import { OperationSection } from "./operation-section.tsx";
import { Prose } from "./prose.tsx";
import type { Reference } from "./read-reference.ts";
import { SchemaSection } from "./schema-section.tsx";

/** The whole API on one page, which the browser's own search finds its way through. */
export function ApiReference({ reference }: { readonly reference: Reference }) {
  const { description, groups, schemas } = reference;
  return (
    <div className="mx-auto flex max-w-300 gap-10 px-4 md:px-8">
      <nav
        aria-label="Contents"
        className="sticky top-0 max-h-dvh w-52 shrink-0 overflow-y-auto py-8 text-13 max-md:hidden"
      >
        {groups.map(({ name, operations }) => (
          <div key={name} className="mb-5">
            <p className="mb-1 font-semibold">{name}</p>
            <ul>
              {operations.map(({ operationId, summary }) => (
                <li key={operationId}>
                  <a href={`#${operationId}`} className="block py-0.5 text-muted hover:text-text">
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <a href="#schemas" className="font-semibold">
          Schemas
        </a>
      </nav>
      <main id="content" className="min-w-0 flex-1 py-8">
        <h1 className="text-28 font-semibold">Slipway API</h1>
        <p className="mt-3 text-14 text-muted">
          <Prose text={description} />
        </p>
        <p className="mt-2 text-14 text-muted">
          Send <code className="font-mono text-13">Authorization: Bearer slp_…</code>, an API key of your
          project. Every error has the shape of{" "}
          <a href="#schema-Error" className="text-accent-text underline">
            Error
          </a>
          . Programs read the same as{" "}
          <a href="/api/v1/openapi.json" className="text-accent-text underline">
            OpenAPI 3.1
          </a>
          .
        </p>
        {groups.map(({ name, operations }) => (
          <div key={name} className="mt-10">
            <h2 className="pb-4 text-20 font-semibold">{name}</h2>
            {operations.map((operation) => (
              <OperationSection key={operation.operationId} operation={operation} />
            ))}
          </div>
        ))}
        <div className="mt-10">
          <h2 id="schemas" className="scroll-mt-4 pb-4 text-20 font-semibold">
            Schemas
          </h2>
          {schemas.map(({ name, schema }) => (
            <SchemaSection key={name} name={name} schema={schema} />
          ))}
        </div>
      </main>
    </div>
  );
}
