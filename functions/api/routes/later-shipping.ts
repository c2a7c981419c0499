import * as z from "zod";
import { instantFrom } from "../../../domain/time.ts";
import { LATER_REASONS } from "../../shared/orders/later.ts";
import { askLater, laterAsked } from "../later-shipping.ts";
import { storedOrder } from "../orders.ts";
import { route } from "../route.ts";
import { Finding } from "../schemas.ts";
import { OfOrder } from "./orders.ts";
import { READERS, WRITERS } from "./roles.ts";

const Asked = z.object({
  id: z.string(),
  state: z.string(),
  shipBy: z.string(),
  reason: z.string(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  answeredAt: z.string().optional(),
  findings: z.array(Finding).default([]),
});

const list = route({
  method: "GET",
  path: "/shops/{id}/orders/{no}/later-shipping",
  summary: "Later ship dates that the buyer of an order was asked for, and what he answered",
  roles: READERS,
  params: OfOrder,
  reply: z.object({ items: z.array(Asked) }),
  run: async ({ params: { id: s, no } }, call) => {
    await storedOrder({ s, orderNo: no }, call);
    return { items: (await laterAsked({ s, orderNo: no }, call)).map((item) => Asked.parse(item)) };
  },
});

const ask = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/later-shipping",
  summary: "Asks the buyer, through the platform, for a later ship date; no answer in time is a no",
  roles: WRITERS,
  status: 202,
  params: OfOrder,
  body: z.strictObject({
    shipBy: z.iso.datetime().transform(instantFrom),
    reason: z.enum(LATER_REASONS),
    note: z.string().trim().max(100).default(""),
  }),
  reply: z.object({ id: z.string(), state: z.string() }),
  run: ({ params: { id: s, no }, body }, call) => askLater({ s, orderNo: no, ...body }, call),
});

export const laterRoutes = [list, ask];
