import { type Db, inTransaction } from "#db.ts";
import { hashSetupToken, newSetupToken } from "#people/setup-token.ts";

const validForHours = 24;

/**
 * Makes the token of the link with which the first admin is made, valid for 24 hours, and the only valid one: links
 * given out before stop working. Null when somebody can sign in already. Only a hash of the token is stored.
 */
export async function createSetupLink(db: Db): Promise<string | null> {
  return await inTransaction(db, async (tx) => {
    // One at a time, or two processes would each leave a valid link.
    await tx.query("lock table setup_link in share row exclusive mode");
    const { rows } = await tx.query(`select from "user" limit 1`);
    if (rows.length > 0) return null;
    const token = newSetupToken();
    await tx.query("delete from setup_link where used_at is null");
    await tx.query(
      "insert into setup_link (token_hash, expires_at) values ($1, now() + make_interval(hours => $2))",
      [hashSetupToken(token), validForHours],
    );
    return token;
  });
}
