import type { Effect, EffectKind, LabelAsk, Labels } from "../../contract.ts";
import { deliveryIdOf } from "../codes/index.ts";
import * as map from "../map/label.ts";
import { EFFECTS, type X } from "../rules/index.ts";
import * as wire from "../wire/index.ts";
import { inTurn } from "./find.ts";

/** The template that every shop has: one sheet. */
const SINGLE = "single";

const requestOf = async (wanted: LabelAsk, { call }: X) =>
  map.toLabelRequest(wanted, await call(wire.wholeOrder(wanted.orderNo)));

/** The platform's e-waybills. A number hangs on an id of theirs that is reserved first, for nothing else makes a lost answer findable. */
export const labels: Labels<X> = {
  async accounts({ call }) {
    const carriers = await call(wire.openedCarriers());
    const templates = await call(wire.labelTemplates());
    const found = await inTurn(carriers, (carrier) => call(wire.labelAccounts(carrier)));
    return found.flat().map((account) => map.toAccount(account, templates));
  },
  reserve: async (wanted, x) => x.call(wire.reserveLabel(await requestOf(wanted, x))),
  async read({ ticket }, { call }) {
    const found = await call(wire.labelThere(ticket));
    return found && map.toLabelSeen(found);
  },
  print({ ticket, templateId, parcels }, { call }) {
    const boxes = [{}, ...parcels.map((sub_waybill_id) => ({ sub_waybill_id }))];
    return inTurn(boxes, (box) => call(wire.sheet(ticket, templateId ?? SINGLE, box)));
  },
  async printed({ ticket, carrier, waybill, again }, { call }) {
    const body = { delivery_id: deliveryIdOf(carrier), waybill_id: waybill, re_print: again ? 1 : 0 };
    await call(wire.printed(ticket, body));
  },
  printer: {
    zh: "用微信小店的打印组件打印，只有 Windows 和 Mac 版，手机上不能打印",
    en: "Printed by the store's print component, which runs on Windows and Mac only: not on a phone",
  },
};

export const labelEffects: {
  [K in Extract<EffectKind, "createLabel" | "addLabelParcel" | "cancelLabel">]: Effect<K, X>;
} = {
  createLabel: {
    ...EFFECTS.createLabel,
    async send({ ticket, ...wanted }, x) {
      const waybill = await x.call(wire.drawLabel(ticket, await requestOf(wanted, x)));
      return { kind: "done", value: { waybill } };
    },
  },
  addLabelParcel: {
    ...EFFECTS.addLabelParcel,
    send: async ({ ticket }, { call }) => ({ kind: "done", value: { waybill: await call(wire.addBox(ticket)) } }),
  },
  cancelLabel: {
    ...EFFECTS.cancelLabel,
    async send({ ticket, carrier, waybill }, { call }) {
      await call(wire.voidLabel(ticket, deliveryIdOf(carrier), waybill));
      return { kind: "done", value: null };
    },
  },
};
