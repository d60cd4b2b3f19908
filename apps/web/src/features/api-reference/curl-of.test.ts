import { expect, it } from "vitest";
import { curlOf } from "./curl-of.ts";
import { readReference } from "./read-reference.ts";

const commandOf = (method: string, path: string) => {
  const operations = readReference().groups.flatMap((group) => group.operations);
  const operation = operations.find((candidate) => candidate.method === method && candidate.path === path);
  return operation && curlOf(operation);
};

it("writes a call with its body and key", () => {
  expect(commandOf("POST", "/api/v1/apps/{app}/invoke")).toBe(
    [
      'curl "$SLIPWAY_URL/api/v1/apps/$APP/invoke"',
      '-H "Authorization: Bearer $SLIPWAY_API_KEY"',
      '-H "Content-Type: application/json"',
      `-d '{"input":{"message":"When does the yard open?"}}'`,
    ].join(" \\\n  "),
  );
});

it("names the method where curl would take another, sends no key where none is needed, and follows streams", () => {
  expect(commandOf("DELETE", "/api/v1/keys/{key}")).toContain(
    'curl -X DELETE "$SLIPWAY_URL/api/v1/keys/$KEY"',
  );
  expect(commandOf("GET", "/api/health")).toBe('curl "$SLIPWAY_URL/api/health"');
  expect(commandOf("GET", "/api/v1/sessions/{session}/events")).toContain("curl -N");
  expect(commandOf("GET", "/api/v1/traces/{traceId}")).toContain("/traces/$TRACE_ID");
});
