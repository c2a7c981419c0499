import { gunzipSync } from "node:zlib";
import { unpack } from "../../../functions/shared/pack.ts";
import type { Item } from "../../../functions/shared/ports.ts";
import { SECRETS } from "../people.ts";
import type { MakeCheck } from "./check.ts";

/** I8: neither a buyer's data nor a shop's secret stands in logs, queues, rows or raw copies. */
export const secrets: MakeCheck = ({ world }, broken) => {
  const words = wordsOf(world);
  const changed = new Map<string, Item>();
  const reported = new Set<string>();
  world.table.watch(({ name, after }) => void (after !== null && changed.set(name, after)));
  world.onSend((text) => look("a queue", text));
  let logged = 0;
  world.onStep(() => {
    for (const line of world.logs.slice(logged)) look("the log", JSON.stringify(line));
    logged = world.logs.length;
  });
  const before = new Set(world.blobs.keys());

  function look(where: string, text: string): void {
    const word = words.exec(text)?.[0];
    if (word === undefined || reported.has(where)) return;
    reported.add(where);
    broken(
      "I8",
      `${where} holds ${word}: ${text.slice(Math.max(0, text.indexOf(word) - 200), text.indexOf(word) + 40)}`,
    );
  }
  return {
    end() {
      for (const [name, item] of changed) look(`the row ${name.replace("\u0000", " ")}`, textOf(item));
      for (const [name, bytes] of world.blobs) if (!before.has(name)) look(`the copy ${name}`, plain(bytes));
    },
  };
};

function wordsOf(world: Parameters<MakeCheck>[0]["world"]): RegExp {
  const given = [...world.platforms.values()].flatMap(({ host }) => {
    const { app, shop, token } = host.sandbox.credentials(host.scene().world);
    const secret = Object.entries({ ...app, ...shop }).filter(([name]) => /secret|aeskey|password/i.test(name));
    return [...secret.map(([, value]) => value), token].filter((value) => value.length >= 8);
  });
  const escaped = given.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp([`${SECRETS.name}\\d`, `${SECRETS.address}\\d`, ...escaped].join("|"));
}

function textOf(item: Item): string {
  const parts = Object.values(item).map((value) =>
    value instanceof Uint8Array ? opened(value) : JSON.stringify(value),
  );
  return parts.join(" ");
}

/** Packed parts of rows are looked into; what is not packed is sealed. */
function opened(bytes: Uint8Array): string {
  try {
    return JSON.stringify(unpack(bytes));
  } catch {
    return "";
  }
}

function plain(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes).toString();
  } catch {
    return Buffer.from(bytes).toString("utf8");
  }
}
