/** Asking the system for random bytes costs the same for 16 as for 4,096: a run needs some two hundred, in ten portions. */
const poolBytes = 4_096;
let pool = new Uint8Array(0);
let used = 0;

/** Fresh bytes from the system's cryptographic source, none of them given out twice. At most 4,096. */
export function randomBytes(count: number): Uint8Array {
  if (used + count > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(poolBytes));
    used = 0;
  }
  used += count;
  return pool.slice(used - count, used);
}

/** The same as hexadecimal text, two characters for each byte. */
export function randomHex(bytes: number): string {
  let hex = "";
  for (const byte of randomBytes(bytes)) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
