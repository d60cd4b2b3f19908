import type { EventPayload } from "@slipway/schemas/events/event";

/** A call that the model asked for and that has no result yet. */
export type OpenCall = {
  readonly callId: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** When its `tool.started` was written; null: not yet. */
  readonly startedAt: Date | null;
  /** What it has shown so far. */
  readonly shown: string;
};

/** The calls of a run that are to be closed if the run ends now. */
export class OpenCalls {
  readonly #calls = new Map<string, OpenCall>();

  /** Keeps what is known of a call that was asked for before. */
  ask(call: Pick<OpenCall, "callId" | "name" | "input">): void {
    if (!this.#calls.has(call.callId)) this.#calls.set(call.callId, { ...call, startedAt: null, shown: "" });
  }

  start({ callId, name, input }: EventPayload<"tool.started">, startedAt: Date): void {
    this.#calls.set(callId, { callId, name, input, startedAt, shown: "" });
  }

  /** What a runner that is gone has left open. */
  take(calls: Iterable<OpenCall>): void {
    for (const call of calls) this.#calls.set(call.callId, call);
  }

  show(callId: string, delta: string): void {
    const call = this.#calls.get(callId);
    if (call) this.#calls.set(callId, { ...call, shown: call.shown + delta });
  }

  close(callId: string): void {
    this.#calls.delete(callId);
  }

  get(callId: string): OpenCall | undefined {
    return this.#calls.get(callId);
  }

  get all(): readonly OpenCall[] {
    return [...this.#calls.values()];
  }
}
