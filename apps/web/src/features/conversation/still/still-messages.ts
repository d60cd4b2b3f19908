import type { Message, MessagePart } from "@slipway/schemas/messages/message";
import { noPieces, splitMarkdown } from "../markdown/split-markdown.ts";

/**
 * A screenful of long answers; what is further up is not seen before the rest is there. Marks count more than letters: the
 * time in which markdown is read grows with the square of those that stand together, and somebody may mean it.
 */
const mostWeight = 20_000;
const markWeight = 16;
const marks = /[*_~`>|<![\]]/g;

/**
 * Of a page of messages, the last that can stand still, oldest first: as much as a screen shows, and of a long answer its
 * end. None where something still happens that a picture of it would hide: a call at work, or a question to a person.
 */
export function stillMessages(items: readonly Message[]): readonly Message[] {
  if (items.some(({ parts }) => parts.some(isUnsettled))) return [];
  const kept: Message[] = [];
  let left = mostWeight;
  for (const message of items.toReversed()) {
    const weight = weightOf(message);
    if (weight > left) {
      const end = message.role === "assistant" ? endOf(message, left) : null;
      return end ? [end, ...kept] : kept;
    }
    kept.unshift(message);
    left -= weight;
  }
  return kept;
}

function isUnsettled({ type, state }: MessagePart): boolean {
  return state === "awaiting" || (type === "tool" && state === "open");
}

function weightOf({ parts }: Message): number {
  return parts.reduce((sum, part) => sum + weigh(textOf(part)), 0);
}

function weigh(text: string): number {
  return text.length + markWeight * (text.match(marks)?.length ?? 0);
}

function textOf(part: MessagePart): string {
  if (part.type === "text") return part.text;
  return part.type === "error" ? part.message : "";
}

/** An answer without what stands over its end of that weight, cut where a piece of its markdown begins. */
function endOf(message: Message, most: number): Message | null {
  const parts: MessagePart[] = [];
  let left = most;
  for (const part of message.parts.toReversed()) {
    const text = textOf(part);
    if (weigh(text) <= left) {
      parts.unshift(part);
      left -= weigh(text);
      continue;
    }
    const end = part.type === "text" ? lastPieces(text, left) : "";
    if (part.type === "text" && end !== "") parts.unshift({ ...part, text: end });
    break;
  }
  return parts.length > 0 ? { ...message, parts } : null;
}

function lastPieces(text: string, most: number): string {
  const { finished, rest } = splitMarkdown(text, noPieces);
  let end = rest;
  let left = most - weigh(rest);
  if (left < 0) return "";
  for (const piece of finished.toReversed()) {
    left -= weigh(piece);
    if (left < 0) break;
    end = piece + end;
  }
  return end;
}
