import { describe, expect, it } from "vitest";
import type { HarnessFixture } from "#harness/test/harness-fixture.ts";
import { describeTools } from "#harness/test/harness-tools-conformance.ts";
import { expectWholeBlocks, given, runToEnd, shownText } from "#harness/test/run-conformance-turn.ts";

export type HarnessCase = {
  readonly name: string;
  readonly makeFixture: () => Promise<HarnessFixture>;
  /** A message after which the call fails when some text was shown. Left out: this model cannot fail. */
  readonly promptForFailure?: string;
  /** A message that the model works on with `ls` and `read`, both in one turn, and then answers. Left out: it has no tools. */
  readonly promptForCalls?: string;
};

/** The port's promises. Every adapter passes them, whatever it talks to. */
export function describeHarness({ name, makeFixture, promptForFailure, promptForCalls }: HarnessCase): void {
  describe(`the harness port, kept by ${name}`, () => {
    it("emits whole blocks in order, then settles with the same text", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const turn = await runToEnd(session);
      expect(turn.end).toMatchObject({ kind: "answered", stopReason: "stop", text: shownText(turn.events) });
      expect(turn.events.filter((event) => event.type === "text.delta").length).toBeGreaterThan(2);
      expectWholeBlocks(turn.events, false);
    });

    it("goes on after the turn's entries were stored and read again", async () => {
      const { open, fixture } = await given(makeFixture);
      const question = { role: "user", text: fixture.promptForAnswer } as const;
      const first = await runToEnd(await open([question]));
      const stored = JSON.parse(JSON.stringify(first.end.entries));
      const second = await runToEnd(await open([question, ...stored, question]));
      expect(second.end.kind).toBe("answered");
      expect(fixture.lastRequest() ?? shownText(first.events)).toContain(shownText(first.events));
    });

    it("reads a message of each role that the host wrote", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([
        { role: "user", text: "Earlier question" },
        { role: "assistant", text: "Earlier answer" },
        { role: "user", text: fixture.promptForAnswer },
      ]);
      expect((await runToEnd(session)).end.kind).toBe("answered");
      expect(fixture.lastRequest() ?? "Earlier answer").toContain("Earlier answer");
    });

    it("C9 settles at once on abort, closes the call, and keeps what was shown", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForSlowAnswer }]);
      const turn = await runToEnd(session, { abortAtDelta: 3 });
      await fixture.closed();
      expect(turn.end.kind).toBe("aborted");
      expect(turn.settledAfterAbortMs).toBeLessThan(500);
      expect(turn.end.entries).toHaveLength(1);
      expectWholeBlocks(turn.events, true);
    });

    it("goes on from what was shown, in this session and in one opened from the stored entries", async () => {
      const { open, fixture } = await given(makeFixture);
      const question = { role: "user", text: fixture.promptForSlowAnswer } as const;
      const session = await open([question]);
      const cut = await runToEnd(session, { abortAtDelta: 3 });
      const shown = shownText(cut.events);
      await runToEnd(session, { abortAtDelta: 1, how: "continueTurn" });
      expect(fixture.lastRequest() ?? shown).toContain(shown);
      const reopened = await open([question, ...JSON.parse(JSON.stringify(cut.end.entries))]);
      await runToEnd(reopened, { abortAtDelta: 1, how: "continueTurn" });
      expect(fixture.lastRequest() ?? shown).toContain(shown);
    });

    it("does nothing when it is aborted before it starts", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      expect(await runToEnd(session, { abortAtDelta: 0 })).toMatchObject({
        events: [],
        end: { kind: "aborted", entries: [] },
      });
      await fixture.closed();
    });

    it("closes twice, and closing ends a turn", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForSlowAnswer }]);
      const turn = await runToEnd(session, { closeAtDelta: 2 });
      expect(turn.end.kind).toBe("aborted");
      expectWholeBlocks(turn.events, true);
      await session.close();
      await fixture.closed();
    });

    it("C36 opens although an entry is unreadable, and says so once", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ broken: true }, { role: "user", text: fixture.promptForAnswer }]);
      const first = await runToEnd(session);
      expect(first.end.kind).toBe("answered");
      expect(first.events.filter((event) => event.type === "warning")).toHaveLength(1);
      expect((await runToEnd(session)).events.some((event) => event.type === "warning")).toBe(false);
    });

    it("says how full the model is, more after more was said", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const before = session.contextUsage();
      session.add([{ kind: "message", role: "user", text: "word ".repeat(500) }]);
      const after = session.contextUsage();
      expect(before).toMatchObject({ contextWindow: fixture.model.contextWindow });
      expect(after.tokens).toBeGreaterThan(before.tokens + 400);
    });

    it("leaves a short conversation as it is when it is asked to shorten it", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const { signal } = new AbortController();
      expect(await session.compact({ signal })).toEqual({ kind: "nothing_to_compact", usage: null });
      expect((await runToEnd(session)).end.kind).toBe("answered");
    });

    if (promptForCalls !== undefined) describeTools(makeFixture, promptForCalls);
    if (promptForFailure === undefined) return;

    it("settles with a failure when the model fails, and keeps what was shown", async () => {
      const { open } = await given(makeFixture);
      const turn = await runToEnd(await open([{ role: "user", text: promptForFailure }]));
      expect(turn.end).toMatchObject({ kind: "failed", shown: true });
      expect(turn.end.entries).toHaveLength(1);
      expectWholeBlocks(turn.events, true);
    });
  });
}
