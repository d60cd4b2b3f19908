import type { ServerResponse } from "node:http";
import { assertNever } from "#model-server/assert-never.ts";
import type { Gates } from "#model-server/delivery/gates.ts";
import type { Pacer } from "#model-server/delivery/pacer.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import type { PlayedPart } from "#model-server/script/play-reply.ts";
import type { FaultStep } from "#model-server/script/reply-step.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type Delivery = {
  readonly parts: Iterator<PlayedPart, void, void>;
  readonly writer: ReplyWriter;
  readonly response: ServerResponse;
  readonly pacer: Pacer;
  readonly gates: Gates;
  /** Told before the server itself destroys the socket, so that this is not taken for the client's doing. */
  readonly onCut: () => void;
};

/** Written at once without waiting for a pause, so that a long unpaced answer does not pile up in memory. */
const flushAtCharacters = 65_536;

/**
 * Pulls a reply's parts through the writer as time, gates and the client's reading speed allow. Tokens that are due
 * in the same moment leave in one write. Stops for good when the connection closes.
 */
export function deliverReply(delivery: Delivery): void {
  const { parts, writer, response, pacer } = delivery;
  let dueAtMs = pacer.now();

  const advance = (): void => {
    if (response.destroyed) return;
    for (let next = parts.next(); !next.done; next = parts.next()) {
      if (perform(next.value) === "waits") return;
    }
  };

  const resumeAt = (timeMs: number): void => pacer.at(timeMs, advance);

  function perform(part: PlayedPart): "goes on" | "waits" {
    switch (part.kind) {
      case "content": {
        if (writer.add(part.part) < flushAtCharacters || writer.flush()) return "goes on";
        response.once("drain", advance);
        return "waits";
      }
      case "pause": {
        dueAtMs += part.ms;
        if (dueAtMs <= pacer.now()) return "goes on";
        if (writer.flush()) resumeAt(dueAtMs);
        else response.once("drain", () => resumeAt(dueAtMs));
        return "waits";
      }
      case "gate":
        writer.flush();
        delivery.gates.pass(part.name, () => {
          dueAtMs = pacer.now();
          resumeAt(dueAtMs);
        });
        return "waits";
      case "open":
        writer.open();
        writer.flush();
        return "goes on";
      case "fault":
        performFault(part.fault, delivery);
        return "waits";
      case "finish":
        writer.finish(part);
        return "waits";
      default:
        return assertNever(part);
    }
  }

  advance();
}

function performFault(fault: FaultStep, { writer, response, onCut }: Delivery): void {
  switch (fault.kind) {
    case "hang":
      writer.flush();
      return;
    case "cut":
      onCut();
      // Destroyed only once the tokens before the cut have left the process.
      writer.flush(() => response.destroy());
      return;
    case "end":
      writer.end();
      return;
    case "error":
      writer.fail(
        new ProviderError({
          ...fault,
          message: fault.message ?? `The script asked for status ${fault.status}.`,
        }),
      );
      return;
    default:
      assertNever(fault);
  }
}
