import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { saveVoucher, settleVoucherOrder, VOUCHER } from "../life/vouchers.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { no, type Reply } from "../reply.ts";
import { hasTwice } from "../rules/verdict.ts";
import { voucherView } from "../voucher-view.ts";
import type { Voucher } from "../world.ts";
import { findVoucher, VOUCHER_OK } from "./voucher-read.ts";

const MAX_CODES = 10;
const MAX_TIMES = 10;
const MAX_REQUEST_NO_BYTES = 128;
const RET = PLACEHOLDERS.voucherRetCodes.value;

interface Named {
  encrypted_code?: string | undefined;
  code?: string | undefined;
  sku_id?: string | undefined;
}
/** One use or its undoing: what stops a voucher, and what becomes of it. */
interface Move {
  name: "consume" | "revoke";
  requestNo: string;
  vouchers: readonly Named[];
  stops: (voucher: Voucher, nowMs: number) => number | null;
  moved: (voucher: Voucher, nowMs: number) => Voucher;
}

/** All or nothing; the same request number answers again what it answered before. */
const play = (move: Move, call: Call): Reply => {
  const { requestNo, vouchers } = move;
  if (requestNo === "" || Buffer.byteLength(requestNo) > MAX_REQUEST_NO_BYTES) return no(10020051, "request_no");
  const keys = vouchers.map(({ encrypted_code, code, sku_id }) => encrypted_code ?? `${code}/${sku_id}`);
  if (keys.length === 0 || keys.length > MAX_CODES || hasTwice(keys)) return no(10020051, "codes");
  const key = `${call.shop.appId}|${move.name}|${requestNo}`;
  const asked = [...keys].sort().join();
  const before = call.world.redeemed.get(key);
  if (before) return before.asked === asked ? before.reply : no(10020051, "request_no is used for other codes");
  const reply = attempt(move, call);
  if (reply.done) call.world.redeemed.set(key, { asked, reply: reply.answer });
  return reply.answer;
};

const attempt = (move: Move, call: Call): { done: boolean; answer: Reply } => {
  const seen = move.vouchers.map((named) => {
    const voucher = findVoucher(call, named);
    return { named, voucher, stop: voucher ? move.stops(voucher, call.nowMs) : RET.unknown };
  });
  const stopped = seen.some(({ stop }) => stop !== null);
  if (stopped) return { done: false, answer: refused(seen) };
  const moved = seen.flatMap(({ voucher }) => (voucher ? [saveVoucher(move.moved(voucher, call.nowMs), call)] : []));
  for (const { orderId } of moved) settleVoucherOrder(orderId, call);
  return { done: true, answer: { ...VOUCHER_OK, voucher_list: moved.map(voucherView), fail_voucher_list: [] } };
};

const refused = (seen: readonly { named: Named; stop: number | null }[]): Reply => ({
  ...VOUCHER_OK,
  voucher_list: [],
  fail_voucher_list: seen.map(({ named, stop }) => ({
    ...named,
    ret_code: stop ?? RET.rolledBack,
    ret_msg: stop === null ? "另有券码失败，本券未处理" : "券码不存在或状态不允许",
  })),
});

const consumeShape = z.object({
  consume_request_no: z.string(),
  encrypted_codes: z.array(z.string()).optional(),
  codes: z.array(z.string()).optional(),
  sku_id: z.string().optional(),
  consume_store_name: z.string().optional(),
  out_store_id: z.string().optional(),
});

const consume = (input: z.infer<typeof consumeShape>, call: Call): Reply => {
  const sealed = input.encrypted_codes ?? [];
  const open = input.codes ?? [];
  if (sealed.length > 0 === open.length > 0) return no(10020051, "encrypted_codes or codes");
  if (open.length > 0 && !input.sku_id) return no(10020051, "sku_id");
  return play(
    {
      name: "consume",
      requestNo: input.consume_request_no,
      vouchers: [
        ...sealed.map((encrypted_code) => ({ encrypted_code })),
        ...open.map((code) => ({ code, sku_id: input.sku_id })),
      ],
      stops: whyNotUsable,
      moved: (voucher, nowMs) => ({
        ...voucher,
        status: VOUCHER.used,
        consumedMs: nowMs,
        consumes: voucher.consumes + 1,
        storeName: input.consume_store_name ?? "",
      }),
    },
    call,
  );
};

const whyNotUsable = ({ status, locked, startMs, endMs, consumes }: Voucher, nowMs: number): number | null => {
  if (status !== VOUCHER.valid || locked || nowMs < startMs || nowMs > endMs) return RET.state;
  return consumes >= MAX_TIMES ? RET.limit : null;
};

const revokeItem = z.object({
  encrypted_code: z.string().optional(),
  code: z.string().optional(),
  sku_id: z.string().optional(),
});
const revokeShape = z.object({
  revoke_request_no: z.string(),
  reovke_vouchers: z.array(revokeItem).optional(),
  revoke_vouchers: z.array(revokeItem).optional(),
});

/** The list's name is misspelt in the sample: both spellings are taken. */
const revoke = (input: z.infer<typeof revokeShape>, call: Call): Reply =>
  play(
    {
      name: "revoke",
      requestNo: input.revoke_request_no,
      vouchers: input.reovke_vouchers ?? input.revoke_vouchers ?? [],
      stops: ({ status, revokes }) => {
        if (status !== VOUCHER.used) return RET.state;
        return revokes >= MAX_TIMES ? RET.limit : null;
      },
      moved: (voucher) => ({
        ...voucher,
        status: VOUCHER.valid,
        consumedMs: null,
        storeName: "",
        revokes: voucher.revokes + 1,
      }),
    },
    call,
  );

export const VOUCHER_USE_CALLS: Readonly<Record<string, Api>> = {
  "voucher/consume": post(consumeShape, consume, { set: 164 }),
  "voucher/revoke": post(revokeShape, revoke, { set: 164 }),
};
