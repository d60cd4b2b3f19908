import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import type { ResolveHost } from "#guarded-lookup.ts";

/**
 * A real DNS server on loopback. Each name has its answers in the order in which they are given, the last one for ever;
 * a name that is not listed does not exist. Answers A questions only.
 */
export async function startDnsServer(records: Record<string, readonly (readonly string[])[]>) {
  let questions = 0;
  const given = new Map<string, number>();
  const socket = createSocket("udp4", (query, from) => {
    const name = nameIn(query);
    const answers = records[name];
    const turn = given.get(name) ?? 0;
    given.set(name, turn + 1);
    questions += 1;
    socket.send(answerTo(query, answers?.[Math.min(turn, answers.length - 1)]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const resolve: ResolveHost = async (hostname) =>
    (await resolver.resolve4(hostname)).map((address) => ({ address, family: 4 }));
  return {
    resolve,
    asked: () => questions,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

// RFC 1035, section 4: a header of 12 bytes, then the question (labels, type, class), then the answers.
const headerBytes = 12;

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = headerBytes; query[at]; at += (query[at] ?? 0) + 1) {
    labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
  }
  return labels.join(".");
}

function answerTo(query: Buffer, addresses: readonly string[] | undefined): Buffer {
  const question = query.subarray(headerBytes, query.indexOf(0, headerBytes) + 5);
  const header = Buffer.alloc(headerBytes);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(addresses ? 0x8180 : 0x8183, 2); // A response; 3 in the last digit: no such name.
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses?.length ?? 0, 6);
  return Buffer.concat([header, question, ...(addresses ?? []).map(addressRecord)]);
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0); // The name is the question's.
  record.writeUInt16BE(1, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(4, 10); // Time to live 0, then four bytes of address.
  record.set(address.split(".").map(Number), 12);
  return record;
}
