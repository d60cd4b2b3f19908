import { z } from "zod";
import { errorCatalog } from "#errors/error-catalog.ts";
import { type EventType, eventPayloads, eventTypes } from "#events/event.ts";
import { jobCatalog } from "#jobs/job-catalog.ts";
import { routes } from "#public-api/routes.ts";
import { runTransitions } from "#runs/run-status.ts";
import { statusOfStopReason, stopReasons } from "#runs/stop-reason.ts";

/** docs/contract.md: the parts of the contract that people look up, drawn from the tables that the code uses. */
export function renderContract(): string {
  const sections = [
    "# The contract",
    "<!-- Written by `pnpm --filter @slipway/schemas docs`. Change packages/schemas, not this file. -->",
    "Everything here is declared in `packages/schemas`. Each request and answer in full: `/api/v1/openapi.json`, readable at `/docs/api`.",
    ...stateSection(),
    ...routeSection(),
    ...eventSection(),
    ...errorSection(),
    ...jobSection(),
  ];
  return `${sections.join("\n\n")}\n`;
}

function stateSection(): string[] {
  const finals = Object.entries(runTransitions).filter(([, moves]) => Object.keys(moves).length === 0);
  const arrows = Object.entries(runTransitions).flatMap(([from, moves]) =>
    Object.entries(moves).map(([trigger, to]) => `  ${from} --> ${to}: ${trigger}`),
  );
  const ends = finals.map(([status]) => `  ${status} --> [*]`);
  return [
    "## A run's life",
    [
      "```mermaid",
      "stateDiagram-v2",
      "  [*] --> queued",
      "  [*] --> starting: hand over",
      ...arrows,
      ...ends,
      "```",
    ].join("\n"),
    "A final status absorbs: nothing leaves it. The database refuses every move that is not drawn here.",
    table(
      ["stopReason", "status"],
      stopReasons.map((reason) => [code(reason), code(statusOfStopReason(reason))]),
    ),
  ];
}

function routeSection(): string[] {
  const rows = routes.map((route) => [
    code(`${route.method} ${route.base ?? "/api/v1"}${route.path}`),
    route.role,
    Object.keys(route.answers).join(", "),
    route.summary,
  ]);
  return ["## Routes", table(["route", "role", "answers", "does"], rows)];
}

function eventSection(): string[] {
  const rows = eventTypes.map((type) => [code(type), payloadFields(type).join(", ")]);
  return [
    "## Events",
    "Each one also carries `seq`, `sessionId`, `runId`, `at` and `type`. A field with `?` may be left out.",
    table(["type", "carries"], rows),
  ];
}

function payloadFields(type: EventType): string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(eventPayloads[type]), { io: "input" });
  return Object.keys(properties).map((name) => code(required.includes(name) ? name : `${name}?`));
}

function errorSection(): string[] {
  const rows = Object.entries(errorCatalog).map(([name, { status, retryable }]) => [
    code(name),
    String(status),
    retryable ? "yes" : "no",
  ]);
  return ["## Errors", table(["code", "HTTP status", "may the same request succeed later"], rows)];
}

function jobSection(): string[] {
  const rows = Object.entries(jobCatalog).map(([name, schema]) => [
    code(name),
    Object.keys(schema.shape).map(code).join(", ") || "nothing",
  ]);
  return ["## Jobs", table(["job", "payload"], rows)];
}

/** Padded as the formatter pads it, so that what the script writes is what the check accepts. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
