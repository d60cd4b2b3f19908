import { describe, expect, it } from "vitest";
import { AppError, toErrorBody } from "#errors/app-error.ts";
import { ErrorBody } from "#errors/error-body.ts";
import { errorCatalog, errorCodes } from "#errors/error-catalog.ts";

const secret = "postgres://slipway:hunter2@db/slipway";

describe("toErrorBody", () => {
  it.each([
    ["an error", new Error(`connect ${secret}`)],
    [
      "an error with a code of ours",
      Object.assign(new Error(secret), { code: "not_found", details: { secret } }),
    ],
    ["a string", secret],
    ["an object", { message: secret, stack: secret }],
    ["nothing", undefined],
  ])("says nothing of %s that is not ours", (_what, thrown) => {
    expect(toErrorBody(thrown, "req_1")).toEqual({
      error: {
        code: "internal",
        message: "Something went wrong on our side. Quote the request id when you report it.",
        requestId: "req_1",
      },
    });
  });

  it("keeps the cause, the stack and the wait to itself", () => {
    const cause = new Error(secret);
    const body = toErrorBody(
      new AppError("unavailable", "Try later.", { cause, retryAfterSeconds: 3 }),
      "req_1",
    );
    expect(body).toEqual({ error: { code: "unavailable", message: "Try later.", requestId: "req_1" } });
  });

  it.each(errorCodes)("answers %s in the documented shape", (code) => {
    const details = [{ path: "input.message", message: "Must not be empty." }];
    const error = new AppError(code, "What happened.", { details });
    expect(error.status).toBe(errorCatalog[code].status);
    const body = toErrorBody(error, "req_1");
    expect(ErrorBody.parse(body)).toEqual(body);
    expect(body.error).toEqual({ code, message: "What happened.", details, requestId: "req_1" });
  });

  it("gives the details away as a copy", () => {
    const details = { checkpoints: ["chk_1"] };
    const body = toErrorBody(new AppError("invalid_request", "Unknown.", { details }), "req_1");
    expect(body.error.details).toEqual(details);
    expect(body.error.details).not.toBe(details);
  });
});
