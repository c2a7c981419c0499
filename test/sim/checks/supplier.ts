import { SECRETS } from "../people.ts";
import type { MakeCheck } from "./check.ts";

const FORBIDDEN = new RegExp(`Fen"|receiver|${SECRETS.name}|${SECRETS.address}`);

/** I12: a supplier sees his own consignments, without receivers and prices, and nothing of anybody else. */
export const supplier: MakeCheck = ({ world }, broken) => {
  world.onAnswer(({ who, line, answer }) => {
    if (who.supplier === null) return;
    const [, asked] = /\/suppliers\/([^/ ]+)/.exec(line) ?? [];
    if (asked !== undefined && asked !== who.supplier && answer.status < 400)
      broken("I12", `${who.supplier} was let see ${asked}: ${line}`);
    const others = [...answer.body.matchAll(/"supplierId":"([^"]*)"/g)].filter(([, id]) => id !== who.supplier);
    if (others.length > 0 || FORBIDDEN.test(answer.body))
      broken("I12", `${who.supplier} sees too much: ${line} ${answer.body.slice(0, 300)}`);
  });
  return {};
};
