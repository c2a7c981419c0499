import { HOUR_MS } from "../../../domain/time.ts";
import type { Effect, LaterShipping } from "../../contract.ts";
import * as map from "../map/label.ts";
import { EFFECTS, type X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";

/** Asking a buyer for a later ship date (发货协商, reference 15.3): three times an order, four hours before the latest time. */
export const laterShipping: LaterShipping<X> = {
  most: 3,
  aheadMs: 4 * HOUR_MS,
  async read(orderNo, { call }) {
    const asked = await call(wire.laterAnswers(orderNo));
    return asked.map((one) => ({ shipBy: one.predict_delivery_time, state: map.laterStateOf(one.state) }));
  },
};

export const laterEffects: { askLaterShipping: Effect<"askLaterShipping", X> } = {
  askLaterShipping: {
    ...EFFECTS.askLaterShipping,
    async send(asked, { call }) {
      await call(wire.askLater(map.toLaterAsk(asked)));
      return { kind: "done", value: null };
    },
  },
};
