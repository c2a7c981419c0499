import { COUNTY } from "../../../functions/shared/tenant.ts";
import type { MakeCheck } from "./check.ts";

/** I7: whoever works for one merchant names no row of another to the table, and the API none of the machines'. Allotments alone lead into another's pools. */
export const tenancy: MakeCheck = ({ world }, broken) => {
  const reported = new Set<string>();
  world.onTouch(({ life, merchants, pk }) => {
    if (merchants === null) return;
    const [kind, m = ""] = pk.split("#");
    const foreign = kind === "M" && m !== COUNTY && !merchants.includes(m);
    const allotted = life.startsWith("fanout") && pk.startsWith(`M#${m}#K#`);
    const machines = life.startsWith("api") && kind === "W";
    if ((!foreign || allotted) && !machines) return;
    const what = `${life.replace(/\.\d+$/, "")} for ${[...new Set(merchants)].join(" ")} touched ${pk}`;
    if (!reported.has(what)) broken("I7", what);
    reported.add(what);
  });
  return {};
};
