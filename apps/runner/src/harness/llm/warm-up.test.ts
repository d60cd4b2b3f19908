import { expect, it, vi } from "vitest";
import { warmUpLlm } from "#harness/llm/warm-up.ts";

it("plays a call to its end without a network", async () => {
  const fetch = vi.spyOn(globalThis, "fetch");
  expect((await warmUpLlm()).kind).toBe("answered");
  expect(fetch).not.toHaveBeenCalled();
});
