import { beatRunner } from "@slipway/db/runners/beat-runner";
import { contractVersion } from "@slipway/schemas/contract-version";
import { expect, it } from "vitest";
import { testWeb } from "./test/test-web.ts";

it("C73 is ready with a fresh runner of the same contract, and names what is missing otherwise", async () => {
  await using web = await testWeb();
  const { pool } = web.services.db;
  const ready = async () => {
    const { status, body } = await web.call({ method: "GET", path: "/api/ready" });
    expect(body.contractVersion).toBe(contractVersion);
    expect(body.ready).toBe(status === 200);
    return [status, body.missing.map((one: { what: string }) => one.what), JSON.stringify(body.missing)];
  };
  const beat = (id: string, version: string, isDraining = false) =>
    beatRunner(pool, {
      id,
      contractVersion: version,
      host: "h",
      pid: 1,
      capacity: 1,
      running: 0,
      isDraining,
    });

  expect((await ready()).slice(0, 2)).toEqual([503, ["runner"]]);
  await beat("rnr_1", contractVersion);
  expect((await ready()).slice(0, 2)).toEqual([200, []]);
  await beat("rnr_2", "0-older");
  const [status, what, text] = await ready();
  expect([status, what]).toEqual([503, ["contract"]]);
  expect(text).toContain("0-older");
  expect(text).toContain(contractVersion);
  await pool.query("update runner set heartbeat_at = now() - interval '11 seconds' where id = 'rnr_2'");
  expect((await ready()).slice(0, 2)).toEqual([200, []]);
  await pool.query("update runner set heartbeat_at = now() - interval '11 seconds'");
  expect((await ready()).slice(0, 2)).toEqual([503, ["runner"]]);
  await pool.query(`update "_prisma_migrations" set finished_at = null`);
  expect((await ready()).slice(0, 2)).toEqual([503, ["migrations"]]);
  await pool.query(`drop table "_prisma_migrations"`);
  expect((await ready()).slice(0, 2)).toEqual([503, ["migrations"]]);
});
