/**
 * System calls that a program in the sandbox has no use for and that reach the kernel's less trodden parts, by their
 * numbers on both architectures (the kernel's asm/unistd_64.h and asm-generic/unistd.h). They answer EPERM.
 */
export const refusedCalls = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  setns: [308, 268],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  quotactl: [179, 60],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  acct: [163, 89],
  syslog: [103, 116],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // Memory that belongs to no process, which no limit on processes would bound.
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  msgget: [68, 186],
} as const;

/** Calls whose first argument decides. `clone3` hides its flags in memory, so it does not exist: libraries then use `clone`. */
const calls = { clone: [56, 220], unshare: [272, 97], clone3: [435, 435], socket: [41, 198] } as const;

const architectures = {
  x64: { column: 0, audit: 0xc000003e },
  arm64: { column: 1, audit: 0xc00000b7 },
} as const;

export type FilteredArchitecture = keyof typeof architectures;

const newUserNamespace = 0x10000000;
/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. Not AF_VSOCK: a virtual machine's host is not behind the network namespace. */
const socketFamilies = [1, 2, 10, 16];

const allow = 0x7fff0000;
const fail = 0x00050000;
const killProcess = 0x80000000;
const errnoPermission = 1;
const errnoNoSuchCall = 38;
const errnoNoSuchFamily = 97;

/** Offsets in the kernel's `struct seccomp_data`. */
const offset = { nr: 0, arch: 4, firstArgument: 16 } as const;

/**
 * The program that the kernel runs at each system call, as `struct sock_filter[]`. A process of another architecture
 * (such as 32-bit on x64) is killed: its numbers mean other calls.
 */
export function createSeccompFilter(architecture: FilteredArchitecture): Buffer {
  const { column, audit } = architectures[architecture];
  const lines = [
    load(offset.arch),
    skipIfEqual(audit, 1),
    answer(killProcess),
    load(offset.nr),
    // The x32 numbers of x64.
    ...(architecture === "x64" ? [skipIfBelow(0x40000000, 1), answer(fail | errnoNoSuchCall)] : []),
  ];
  for (const numbers of Object.values(refusedCalls)) {
    lines.push(skipUnlessEqual(numbers[column], 1), answer(fail | errnoPermission));
  }
  lines.push(skipUnlessEqual(calls.clone3[column], 1), answer(fail | errnoNoSuchCall));
  for (const call of [calls.clone, calls.unshare]) {
    lines.push(
      skipUnlessEqual(call[column], 4),
      load(offset.firstArgument),
      skipUnlessSet(newUserNamespace, 1),
      answer(fail | errnoPermission),
      answer(allow),
    );
  }
  lines.push(
    skipUnlessEqual(calls.socket[column], 2 + socketFamilies.length),
    load(offset.firstArgument),
    ...socketFamilies.map((family, index) => skipIfEqual(family, socketFamilies.length - index)),
    answer(fail | errnoNoSuchFamily),
    answer(allow),
  );
  return Buffer.concat(lines);
}

function load(at: number): Buffer {
  return instruction({ code: 0x20, value: at });
}
function skipIfEqual(value: number, count: number): Buffer {
  return instruction({ code: 0x15, ifTrue: count, value });
}
function skipUnlessEqual(value: number, count: number): Buffer {
  return instruction({ code: 0x15, ifFalse: count, value });
}
function skipIfBelow(value: number, count: number): Buffer {
  return instruction({ code: 0x35, ifFalse: count, value });
}
function skipUnlessSet(bits: number, count: number): Buffer {
  return instruction({ code: 0x45, ifFalse: count, value: bits });
}
function answer(value: number): Buffer {
  return instruction({ code: 0x06, value });
}

type Instruction = {
  readonly code: number;
  readonly ifTrue?: number;
  readonly ifFalse?: number;
  readonly value: number;
};

function instruction({ code, ifTrue = 0, ifFalse = 0, value }: Instruction): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
}
