/** Engineers: dead letters sent again, and a table that comes back from a backup. */
import type { Act, Town } from "./people.ts";
import type { World } from "./world.ts";

const BETWEEN_MS = 55 * 60_000;

/** Keeps the table as it stood an hour ago or two, as a backup of every moment does. */
export function backUp({ world, backup }: Town): void {
  let newest = { rows: world.table.rows(), at: world.time.now() };
  const keep = () => {
    Object.assign(backup, newest);
    newest = { rows: world.table.rows(), at: world.time.now() };
    world.time.at(world.time.now() + BETWEEN_MS, keep);
  };
  world.time.at(world.time.now() + BETWEEN_MS, keep);
}

/** Sends dead letters again. */
export const redrive: Act = ({ world }) => void world.queues.redrive();

/** The newest backup comes back as another table: whoever still works on the old one is gone, and the engineer tells the merchants' shops. Receivers are in no backup. */
export const restore: Act = (town) => {
  if (town.backup.rows !== null) void restoreNow(town);
};

async function restoreNow({ world, backup, counties, deeds }: Town): Promise<void> {
  const rows = backup.rows ?? [];
  const at = new Date(backup.at).toISOString();
  world.endAll();
  world.history.note(world.time.now(), "engineer", "restores", at);
  deeds.push({ at: world.time.now(), who: "engineer", shop: null, what: "restore", order: null, sku: null });
  const back = new Set(rows.map(({ PK, SK }) => `${PK}\u0000${SK}`));
  for (const row of world.table.rows()) if (!back.has(`${row.PK}\u0000${row.SK}`)) world.table.write({ delete: row });
  for (const row of rows) world.table.write({ put: row });
  for (const { m } of counties) await told(world, m, at);
}

const ASKS = 50;

/** The engineer asks again until it is answered: the table may refuse, and requests die. */
async function told(world: World, m: string, at: string): Promise<void> {
  for (let n = 0; n < ASKS; n++) {
    const answer = await world.api(m, "POST /restore", { at });
    if (answer?.status === 200) return;
  }
  world.escaped.push(`the restore of ${m}`);
}
