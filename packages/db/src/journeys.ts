import pg from "pg";
import type { Db, Sql } from "#db.ts";
import { type NewsOfRun, notifyOfRuns } from "#events/notify-of-runs.ts";
import { run, type Statement } from "#statement.ts";

type Asked<Row> = { readonly statement: Statement<Row>; readonly values: readonly unknown[] };

type Told<Row> = {
  readonly rows: Row[];
  /** Whether the news went out: not where the run is not as they say. Never rejects. */
  readonly isTold: Promise<boolean>;
};

/** So many go to the database at the same time; who comes while they are away shares the next one. */
const mostAway = 4;
/** And so many statements share one, so that a crowd's are spread over the server's cores. */
const mostTogether = 32;

/**
 * Runs a statement in a journey that it shares with what else is asked for at this moment: they leave as one write, over one
 * connection, each a transaction of its own. The busier the process, the more share one.
 */
export async function runTogether<Row extends pg.QueryResultRow>(
  db: Db,
  { statement, values }: Asked<Row>,
): Promise<Row[]> {
  return await journeysOf(db).join((sql) => run(sql, statement, values));
}

/**
 * The same, and behind it in the same journey, but as a transaction of its own, tells what came of it, if that came of it.
 */
export async function runAndTell<Row extends pg.QueryResultRow>(
  db: Db,
  { statement, values, news }: Asked<Row> & { readonly news: NewsOfRun },
): Promise<Told<Row>> {
  const told = Promise.withResolvers<boolean>();
  const telling = { news, told: told.resolve };
  const rows = await journeysOf(db).join((sql) => run(sql, statement, values), { telling });
  return { rows, isTold: told.promise };
}

type SendTogether<Answer> = {
  readonly send: (sql: Sql) => Promise<Answer>;
  /** Sent behind it in the same journey. Nobody who waits for the answer waits for this. */
  readonly behind: (sql: Sql) => Promise<void>;
};

/** The same for what brings more than one statement. All of it has to be sent at once, before any of it is answered. */
export async function sendTogether<Answer>(db: Db, { send, behind }: SendTogether<Answer>): Promise<Answer> {
  return await journeysOf(db).join(send, { behind });
}

type Telling = { readonly news: NewsOfRun; readonly told: (isTold: boolean) => void };

type Passenger = {
  readonly send: (sql: Sql) => Promise<unknown>;
  readonly refuse: (error: unknown) => void;
  readonly telling?: Telling;
  readonly behind?: (sql: Sql) => Promise<void>;
};

type Luggage = Pick<Passenger, "telling" | "behind">;

type Journeys = {
  join<Answer>(send: (sql: Sql) => Promise<Answer>, luggage?: Luggage): Promise<Answer>;
};

const known = new WeakMap<pg.Pool, Journeys>();

function journeysOf({ pool }: Db): Journeys {
  const journeys = known.get(pool) ?? createJourneys(pool);
  known.set(pool, journeys);
  return journeys;
}

function createJourneys(pool: pg.Pool): Journeys {
  let waiting: Passenger[] = [];
  let away = 0;
  let isDue = false;

  function join<Answer>(send: (sql: Sql) => Promise<Answer>, luggage: Luggage = {}): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sendOn = (sql: Sql) => send(sql).then(resolve, (error) => Promise.reject(refuseWith(error)));
    const refuseWith = (error: unknown) => {
      reject(error);
      return error;
    };
    waiting.push({ send: sendOn, refuse: refuseWith, ...luggage });
    leaveSoon();
    return promise;
  }

  /** After what is ready to run now has run: all of that may have something to ask. */
  function leaveSoon(): void {
    if (isDue || away >= mostAway || waiting.length === 0) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      const party = waiting.slice(0, mostTogether);
      waiting = waiting.slice(mostTogether);
      away += 1;
      void travel(pool, party).finally(() => {
        away -= 1;
        leaveSoon();
      });
      leaveSoon();
    });
  }

  return { join };
}

/** Ends when all of it is answered. Never rejects. */
async function travel(pool: pg.Pool, party: readonly Passenger[]): Promise<void> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    for (const { refuse, telling } of party) {
      refuse(error);
      telling?.told(false);
    }
    return;
  }
  // Written to the socket as one, too.
  const socket = client instanceof pg.Client ? client.connection.stream : null;
  socket?.cork();
  const sent = party.flatMap(({ send, behind }) => [send(client), ...(behind ? [behind(client)] : [])]);
  const told = tell(
    client,
    party.flatMap(({ telling }) => telling ?? []),
  );
  socket?.uncork();
  const results = await Promise.allSettled([...sent, told]);
  client.release(results.some((result) => result.status === "rejected" && isBroken(result.reason)));
}

async function tell(sql: Sql, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return;
  try {
    const told = await notifyOfRuns(
      sql,
      tellings.map(({ news }) => news),
    );
    for (const [index, { told: answer }] of tellings.entries()) answer(told[index] ?? false);
  } catch (error) {
    for (const { told: answer } of tellings) answer(false);
    throw error;
  }
}

/** What the server refuses harms no connection. */
function isBroken(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || error.severity !== "ERROR";
}
