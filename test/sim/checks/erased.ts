import { keys } from "../../../functions/shared/store/keys.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import { rowName } from "../../factories/table-core.ts";
import type { MakeCheck } from "./check.ts";

/** I9: a buyer who was erased stays erased: no reading, redelivery or restore brings his data back. */
export const erased: MakeCheck = ({ world }, broken) => {
  const gone = new Map<string, { m: string; s: string; orderNo: string }>();
  world.onAnswer(({ m, line, answer }) => {
    const [, s, orderNo] = /^POST \/shops\/(\w+)\/orders\/([^/]+)\/erase$/.exec(line) ?? [];
    if (answer.status !== 200 || s === undefined || orderNo === undefined) return;
    gone.set(rowName(keys.order(m, s, orderNo)), { m, s, orderNo });
  });
  world.receivers.watch(({ name, after }) => {
    if (gone.has(name) && after?.["erased"] !== true)
      broken("I9", `a receiver came back: ${name.replace("\u0000", " ")}`);
  });
  return {
    end() {
      for (const { m, s, orderNo } of gone.values()) {
        const row = world.table.get(keys.order(m, s, orderNo));
        const stone = world.receivers.get(keys.order(m, s, orderNo));
        if (row !== null && !orderOf(row).erased) broken("I9", `${s} ${orderNo} is not erased any more`);
        if (stone?.["erased"] !== true) broken("I9", `${s} ${orderNo} has lost its tombstone`);
      }
    },
  };
};
