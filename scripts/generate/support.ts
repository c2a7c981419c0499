import * as z from "zod";
import type { Absent, Adapter } from "../../adapters/contract.ts";
import { EFFECT_KINDS } from "../../domain/plan/effect.ts";
import { foldersWith, moduleAt, type Generated } from "./files.ts";

const HEAD = [
  "# What each platform can do through its adapter",
  "",
  "Generated from the adapters and sandboxes (npm run generate): do not edit.",
  "",
  "- **settle** says what happens when an answer is lost: `idempotent` sends the same again, `lookup` looks first, `blind` asks a person.",
  "- **confidence** says how sure we are that the live platform does this as written: `shown` seen working by others," +
    " `documented` in a public reference, `imitated_only` nowhere but in our imitation.",
  "- No live platform was reached in making this.",
  "",
];

/** The support table: effects, kinds, other abilities, and what the sandboxes had to invent. */
export async function supportFile(adapters: readonly Adapter[]): Promise<Generated> {
  const platforms = adapters.flatMap((adapter) => [
    `## ${adapter.name.en} (${adapter.name.zh}, \`${adapter.id}\`)`,
    "",
    `Documents: <${adapter.docs}>, read ${adapter.readOn}.`,
    "",
    ...effectTable(adapter),
    ...kindTable(adapter),
    ...otherTable(adapter),
  ]);
  const text = [...HEAD, ...platforms, ...(await placeholderTables())].join("\n");
  return { path: "docs/generated/support.md", text: `${text.trimEnd()}\n` };
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly string[]): readonly string[] => [
  row(...head),
  row(...head.map(() => "---")),
  ...rows,
  "",
];
const why = ({ absent }: Absent): string => `${absent.en} (${absent.zh})`;

const effectTable = ({ effects }: Adapter): readonly string[] =>
  table(
    ["effect", "carried", "settle", "confidence", "why not"],
    EFFECT_KINDS.map((kind) => {
      const effect = effects[kind];
      if ("absent" in effect) return row(kind, "no", "", "", why(effect));
      return row(kind, "yes", effect.settle, effect.confidence, "");
    }),
  );

const kindTable = ({ mapping }: Adapter): readonly string[] =>
  table(
    ["kind of listing", "carried", "confidence", "why not"],
    Object.entries(mapping.kinds).map(([kind, how]) =>
      "absent" in how ? row(kind, "no", "", why(how)) : row(kind, `as ${how.as}`, how.confidence, ""),
    ),
  );

function otherTable(adapter: Adapter): readonly string[] {
  const { receiver, afterSale, vouchers, labels, laterShipping, events, limits, abilities } = adapter;
  const read = { "reveal a receiver": receiver, "read after-sale cases": afterSale, "read vouchers": vouchers };
  const more = { "waybills of the platform's own": labels, "agree on a later ship date": laterShipping };
  const carried = Object.entries({ ...read, ...more, "receive callbacks": events }).map(([name, ability]) =>
    "absent" in ability ? row(name, "no", why(ability)) : row(name, "yes", ""),
  );
  const others = Object.entries(abilities).map(([name, one]) =>
    "absent" in one ? row(name, "no", why(one)) : row(name, `by: ${one.by.en} (${one.by.zh})`, ""),
  );
  const days = limits.presaleDays;
  const presale = row("pre-sale", days === 0 ? "no" : `up to ${days} days`, days === 0 ? NO_PRESALE : "");
  return table(["also", "carried", "why not"], [...carried, ...others, presale]);
}

const NO_PRESALE = "No call makes one: put it up when it can ship in time, or make it in the back office and bind it";

const WithPlaceholders = z.object({
  default: z.object({ placeholders: z.record(z.string(), z.object({ value: z.unknown(), why: z.string() })) }),
});

async function placeholderTables(): Promise<readonly string[]> {
  const sections: string[] = ["## What the sandboxes had to invent", ""];
  sections.push("No source tells these; the imitation behaves by this table, and nothing in it is a fact.", "");
  for (const folder of foldersWith("sandbox", "index.ts")) sections.push(...(await placeholderTable(folder)));
  return sections;
}

async function placeholderTable(folder: string): Promise<readonly string[]> {
  const { placeholders } = WithPlaceholders.parse(await moduleAt(`sandbox/${folder}/index.ts`)).default;
  const rows = Object.entries(placeholders).map(([name, { value, why }]) => row(name, JSON.stringify(value), why));
  return [`### ${folder}`, "", ...table(["what", "taken as", "why it is unknown"], rows)];
}
