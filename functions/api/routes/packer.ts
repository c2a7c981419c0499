import * as z from "zod";
import { shopOf } from "../call.ts";
import { answerConsignment } from "../consignment-answers.ts";
import { packList } from "../consignments.ts";
import { handOver } from "../handover.ts";
import { printLabel } from "../label-acts.ts";
import { labelAccounts, LabelAccountView, planLabel } from "../labels.ts";
import { makePackerLink, revokePackerLink } from "../packer-links.ts";
import { ownPart, placeOf, refuseOthersLabel } from "../packing.ts";
import { route } from "../route.ts";
import { AnyId, OfId, OfShop, PageQuery, pageOf, ShopId } from "../schemas.ts";
import { Consignment, ConsignmentId } from "./consignments.ts";
import { LabelBody, LabelId, PrintView } from "./labels.ts";
import { Parcel } from "./order-actions.ts";
import { PACKERS } from "./roles.ts";

const make = route({
  method: "POST",
  path: "/locations/{id}/packer-links",
  summary:
    "A link for whoever packs at one place: its pack list, labels and hand-overs, for some hours, and nothing else",
  roles: PACKERS,
  keepsAnswer: false,
  params: OfId,
  body: z.strictObject({ hours: z.int().min(1).max(72).default(48) }),
  reply: z.object({ id: z.string(), token: z.string(), until: z.string() }),
  run: ({ params: { id: location }, body }, call) => makePackerLink({ location, ...body }, call),
});

const revoke = route({
  method: "POST",
  path: "/packer-links/{id}/revoke",
  summary: "Takes a packer's link back before its time",
  roles: PACKERS,
  params: OfId,
  reply: z.object({ revoked: z.literal(true) }),
  run: ({ params: { id } }, call) => revokePackerLink(id, call),
});

/** Who holds a packer's link, and nobody else. */
const HOLDER = ["packer"] as const;
const OfPart = z.object({ shop: ShopId, no: AnyId, consignment: ConsignmentId });
type Part = z.infer<typeof OfPart>;
const partOf = ({ shop, no, consignment }: Part) => ({ s: shop, orderNo: no, consignmentId: consignment });

const list = route({
  method: "GET",
  path: "/packer/pack-list",
  summary: "What has to be packed at the link's place: no receiver, no price, nothing that is held or gone",
  roles: HOLDER,
  query: PageQuery,
  reply: pageOf(Consignment),
  run: ({ query }, call) => packList(placeOf(call), query, call),
});

const accounts = route({
  method: "GET",
  path: "/packer/label-accounts/{id}",
  summary: "Accounts from which the link's holder may draw labels",
  roles: HOLDER,
  params: OfShop,
  reply: z.object({
    accounts: z.array(LabelAccountView.pick({ id: true, carrier: true, name: true, templates: true })),
  }),
  run: async ({ params: { id } }, call) => {
    await shopOf(id, call);
    const { accounts: all } = await labelAccounts(id, call);
    return {
      accounts: all.map(({ id: account, carrier, name, templates }) => ({ id: account, carrier, name, templates })),
    };
  },
});

const packed = route({
  method: "POST",
  path: "/packer/consignments/{shop}/{no}/{consignment}/packed",
  summary: "Says that a part of an order is boxed",
  roles: HOLDER,
  params: OfPart,
  reply: z.object({ state: z.string() }),
  run: async ({ params }, call) => {
    const { supplierId: supplier } = await ownPart(partOf(params), call);
    return answerConsignment({ ...partOf(params), supplier, says: "packed", note: "" }, call);
  },
});

const label = route({
  method: "POST",
  path: "/packer/consignments/{shop}/{no}/{consignment}/label",
  summary: "Draws the platform's own waybill for a part of an order",
  roles: HOLDER,
  status: 202,
  params: OfPart,
  body: LabelBody,
  reply: LabelId,
  run: async ({ params, body }, call) => {
    await ownPart(partOf(params), call);
    return planLabel({ ...partOf(params), ...body }, call);
  },
});

const print = route({
  method: "POST",
  path: "/packer/labels/{shop}/{no}/{n}/print",
  summary: "What the printer needs for a label of the link's place: a buyer is in it, as on the paper",
  roles: HOLDER,
  keepsAnswer: false,
  params: z.object({ shop: ShopId, no: AnyId, n: AnyId }),
  body: z.strictObject({ template: z.string().min(1).max(64).nullable().default(null) }),
  reply: PrintView,
  run: async ({ params: { shop: s, no: orderNo, n }, body }, call) => {
    await refuseOthersLabel({ s, orderNo, n }, call);
    return PrintView.parse(await printLabel({ s, orderNo, n, ...body }, call));
  },
});

const handover = route({
  method: "POST",
  path: "/packer/consignments/{shop}/{no}/{consignment}/handover",
  summary: "Says that a part of an order left with a carrier; without parcels it takes the numbers of its label",
  roles: HOLDER,
  params: OfPart,
  body: z.strictObject({ parcels: z.array(Parcel).min(1).max(50).optional() }),
  reply: z.object({ state: z.literal("handed_over") }),
  run: async ({ params, body }, call) => {
    await ownPart(partOf(params), call);
    const { state } = await handOver({ ...partOf(params), ...body }, call);
    return { state };
  },
});

export const packerRoutes = [make, revoke, list, accounts, packed, label, print, handover];
