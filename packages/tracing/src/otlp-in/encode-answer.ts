/** ExportTraceServiceResponse as protobuf: empty where all was taken, else its partial_success. */
export function encodeAnswer(rejected: number, problem: string | null): Uint8Array {
  if (rejected === 0 && problem === null) return new Uint8Array();
  const message = new TextEncoder().encode(problem ?? "");
  const partial = [0x08, ...varint(rejected), 0x12, ...varint(message.length), ...message];
  return Uint8Array.from([0x0a, ...varint(partial.length), ...partial]);
}

function varint(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...varint(Math.floor(value / 128))];
}
