/** `npm run bench [-- <name or beginning>]`: one line of JSON for each figure. Timed ones run the embedded stack with the profile `fast`. */
import { chosen, rounded, type Measure } from "./figure.ts";
import { COUNTED } from "./counted/measures.ts";
import { chaos } from "./timed/chaos.ts";
import { init } from "./timed/init.ts";
import { orders } from "./timed/orders.ts";
import { publications } from "./timed/publications.ts";
import { pull } from "./timed/pull.ts";
import { start } from "./timed/start.ts";

const MEASURES: readonly Measure[] = [...COUNTED, init, start, orders, pull, publications, chaos];

const asked = process.argv[2];
const measures = chosen(MEASURES, asked);
if (measures.length === 0) {
  console.error(`There is no figure "${asked}". There are: ${MEASURES.flatMap(({ names }) => names).join(" ")}`);
  process.exitCode = 2;
}
for (const measure of measures) {
  for (const { value, ...figure } of await measure.run())
    if (asked === undefined || figure.name.startsWith(asked) || measure.names.some((name) => name.startsWith(asked)))
      console.log(JSON.stringify({ name: figure.name, value: rounded(value), unit: figure.unit, goal: figure.goal }));
}
