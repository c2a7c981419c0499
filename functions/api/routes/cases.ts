import * as z from "zod";
import { answerCase, casesOf, openCases } from "../cases.ts";
import { route } from "../route.ts";
import { AnyId, Finding, PageQuery, pageOf, Text } from "../schemas.ts";
import { OfOrder } from "./orders.ts";
import { READERS } from "./roles.ts";

const ANSWERS = ["agree_refund", "agree_return", "refuse", "return_received"] as const;
const Case = z.object({
  shop: z.string(),
  caseNo: z.string(),
  orderNo: z.string(),
  lineNo: z.string().nullable(),
  kind: z.string(),
  state: z.string(),
  turn: z.enum(["merchant", "buyer", "over"]),
  amountFen: z.int(),
  quantity: z.int(),
  reason: z.string(),
  answers: z.array(z.enum(ANSWERS)),
  actBy: z.string().nullable(),
  updatedAt: z.string(),
  answerState: z.enum(["planned", "done", "blocked"]).nullable(),
  given: z.looseObject({ answer: z.string(), amountFen: z.int(), by: z.string(), at: z.string() }).nullable(),
  findings: z.array(Finding),
});

const list = route({
  method: "GET",
  path: "/cases",
  summary: "After-sale cases that are not over, by the time until which somebody must act",
  roles: READERS,
  query: PageQuery,
  reply: pageOf(Case),
  run: async ({ query }, call) => {
    const { items, cursor } = await openCases(query, call);
    return { items: items.map((item) => Case.parse(item)), cursor };
  },
});

const ofOrder = route({
  method: "GET",
  path: "/shops/{id}/orders/{no}/cases",
  summary: "Every after-sale case of one order",
  roles: READERS,
  params: OfOrder,
  reply: z.object({ items: z.array(Case) }),
  run: async ({ params: { id: s, no } }, call) => {
    const items = await casesOf({ s, orderNo: no }, call);
    return { items: items.map((item) => Case.parse(item)) };
  },
});

const answer = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/cases/{case}/answer",
  summary: "Answers a case, in two steps: without `confirm` it says what will happen, with it the answer is sent",
  roles: ["owner"],
  keepsAnswer: false,
  params: OfOrder.extend({ case: AnyId }),
  body: z.strictObject({
    answer: z.enum(ANSWERS),
    amountFen: z.int().min(0),
    reasonCode: z.string().max(40).nullable().default(null),
    note: z.string().trim().max(200).default(""),
    addressId: z.string().max(64).nullable().default(null),
    confirm: z.string().max(2_000).optional(),
  }),
  reply: z.object({ state: z.string(), confirm: z.string().optional(), say: Text.optional() }),
  run: ({ params: { id: s, no, case: caseNo }, body }, call) => answerCase({ s, orderNo: no, caseNo, ...body }, call),
});

export const caseRoutes = [list, ofOrder, answer];
