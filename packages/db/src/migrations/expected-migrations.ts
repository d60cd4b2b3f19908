/** The migrations that this release needs, in order: the folders of prisma/migrations (a test compares the two). */
export const expectedMigrations: readonly string[] = [
  "20261121000000_init",
  "20261121050000_run_ends",
  "20261121060000_runner_process",
  "20261121071500_run_retries",
  "20261121080000_approvals_and_checkpoints",
  "20261121081000_steers",
  "20261121083000_sweep",
  "20261121110500_test_cases",
  "20261121111500_agents_go_on",
  "20261121112000_content_capture",
  "20261121113000_first_statistics",
  "20261121140000_run_history",
  "20261121140500_sight",
  "20261121150000_retention",
  "20261121160000_first_statistics_last",
<<<<<<< HEAD
  "20261121170000_values_in_order",
  "20261121170500_statistics_of_rewritten_runs",
=======
  "20261121170000_run_views",
>>>>>>> fc3e511 (Save views of the history, and say who started a run by name)
];
