export type Durability = "durable" | "throw-away";

/**
 * Settings for one machine that also runs the web and the runner: many short statements, few long ones.
 * Statements and row contents stay out of the log, because rows hold what people wrote.
 */
export function postgresSettings(socketDirectory: string, durability: Durability): string[] {
  const settings = {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: "0700",
    max_connections: "200",
    shared_buffers: "64MB",
    effective_cache_size: "1GB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    random_page_cost: "1.1",
    jit: "off",
    wal_compression: "on",
    max_wal_size: "1GB",
    io_method: "sync",
    max_logical_replication_workers: "0",
    autovacuum_naptime: "15s",
    log_checkpoints: "off",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_line_prefix: "%m [%p] ",
    ...(durability === "throw-away" && {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      autovacuum: "off",
      max_wal_senders: "0",
      wal_level: "minimal",
    }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
