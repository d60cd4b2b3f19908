/** One field of a protobuf message: its number, and its value as the wire carries it. */
type Field = { readonly number: number; readonly value: bigint | Uint8Array };

/** The bytes are no protobuf message. */
export class BrokenProtobuf extends Error {
  override readonly name = "BrokenProtobuf";
}

/**
 * Reads the fields of one message, and no further: nested ones are bytes. Never reads past the end, whatever a length says.
 * https://protobuf.dev/programming-guides/encoding/
 */
export function* readFields(bytes: Uint8Array): Generator<Field> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function take(length: number): number {
    const from = at;
    if (length < 0 || from + length > bytes.length)
      throw new BrokenProtobuf("A field is longer than its message.");
    at += length;
    return from;
  }

  function varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[take(1)] ?? 0;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new BrokenProtobuf("A number does not end.");
  }

  while (at < bytes.length) {
    const tag = Number(varint());
    const number = Math.floor(tag / 8);
    if (number === 0) throw new BrokenProtobuf("A field has no number.");
    switch (tag % 8) {
      case 0:
        yield { number, value: varint() };
        break;
      case 1:
        yield { number, value: view.getBigUint64(take(8), true) };
        break;
      case 2: {
        const length = Number(varint());
        const from = take(length);
        yield { number, value: bytes.subarray(from, from + length) };
        break;
      }
      case 5:
        yield { number, value: BigInt(view.getUint32(take(4), true)) };
        break;
      default:
        throw new BrokenProtobuf("A field has a type that protobuf does not know.");
    }
  }
}
