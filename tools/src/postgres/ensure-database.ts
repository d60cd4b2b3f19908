import pg from "pg";

/** The role and its database, by the same name, made unless they are there. The role is no superuser. */
export async function ensureDatabase(
  administrator: pg.ClientConfig,
  { name, password }: { name: string; password: string },
): Promise<void> {
  const client = new pg.Client(administrator);
  await client.connect();
  try {
    const role = client.escapeIdentifier(name);
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database`,
      [name],
    );
    if (!rows[0]?.role) {
      await client.query(`create role ${role} login createdb password ${client.escapeLiteral(password)}`);
    }
    if (!rows[0]?.database) await client.query(`create database ${role} owner ${role}`);
  } finally {
    await client.end();
  }
}
