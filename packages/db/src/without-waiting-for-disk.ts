/**
 * For the `from` of a statement whose transaction nobody has to wait for until it is on the disk: a notification, which does
 * not survive the server's end anyway, or what is worth less than the wait. The next transaction that does wait for the disk
 * takes along all that was committed before it. Holds for the statement's transaction only.
 */
export const withoutWaitingForDisk =
  "set_config('synchronous_commit', 'off', true) as without_waiting_for_disk";
