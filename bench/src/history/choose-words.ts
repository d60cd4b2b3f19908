import type { ClientBase } from "pg";

/** A word that many, some and hardly any of the recent runs have. */
export async function chooseWords(client: Pick<ClientBase, "query">): Promise<Record<string, string>> {
  const { rows } = await client.query<{ word: string }>(
    `select word from ts_stat('select words from run_text limit 20000') where word not like '=%' order by ndoc desc, word`,
  );
  const at = (share: number) => rows[Math.floor((rows.length - 1) * share)]?.word ?? "";
  return { frequent: at(0), middling: at(0.05), rare: at(0.9) };
}
