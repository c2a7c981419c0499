import * as z from "zod";
import type { Adapter, Failure } from "../../adapters/contract.ts";
import type { Text } from "../../domain/units.ts";
import type { Ports } from "../shared/ports.ts";
import { tokenRow, type OpenShop, type Shops } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";

type OAuth = Extract<Adapter["auth"], { kind: "oauth" }>;

const Asked = z.object({ authState: z.string(), authRedirect: z.string() });
const Pending = z.object({ code: z.string(), redirect: z.string() });

const NO_SIGN_IN = {
  code: "no_authorization",
  zh: "这个平台不用跳转授权：按店铺设置里的说明填写密钥即可",
  en: "this platform needs no authorization page: its keys stand in the shop's settings",
};
const CODE_LOST = {
  code: "authorization_unknown",
  zh: "授权码已发出但没有收到答复，授权码只能用一次：请重新授权",
  en: "the code was sent and no answer came; a code works once: authorise again",
};

/** Writes the address at which the merchant gives this app leave into the shop's row; no call to the platform. */
export async function offerLink(shop: OpenShop, ports: Ports): Promise<void> {
  const auth = oauthOf(shop);
  if (auth === null) return show(NO_SIGN_IN, shop, ports);
  const key = keys.shop(shop.row.merchant, shop.row.id);
  const asked = Asked.safeParse(await ports.table.get(key)).data;
  if (asked === undefined) return;
  const made = await shop.signInDoor.ask(async (x) => auth.authorizeUrl(x, asked.authRedirect, asked.authState));
  if (made.kind !== "done") throw new Error(`no authorization address for ${shop.adapter.id}: ${made.kind}`);
  await ports.table.write({
    update: key,
    set: { authorizeUrl: made.value },
    if: { all: [["authState", "=", asked.authState]] },
  });
}

/** Changes the code that came back for a token, once: a code whose answer was lost is gone, and a person authorises again. */
export async function takeCode(shop: OpenShop, { ports, shops }: { ports: Ports; shops: Shops }): Promise<void> {
  const { merchant: m, id: s } = shop.row;
  const auth = oauthOf(shop);
  const sealed = z.string().safeParse((await ports.table.get(keys.token(m, s)))?.["codeSealed"]).data;
  if (auth === null || sealed === undefined) return;
  const { code, redirect } = Pending.parse(await shops.sealer.open(m, `code|${s}`, sealed));
  const mine = { all: [["codeSealed", "=", sealed]] } as const;
  const taken = await ports.table.write({ update: keys.token(m, s), remove: ["codeSealed"], if: mine });
  if (!taken.ok) return;
  const got = await shop.signInDoor.ask((x) => auth.exchange(code, redirect, x));
  if (got.kind !== "done") return show(got.kind === "failed" ? problemOf(got.failure) : CODE_LOST, shop, ports);
  await tokenRow(ports.table, shops.sealer, { m, s, adapter: shop.adapter }).store(got.value);
  await ports.table.write({ update: keys.shop(m, s), remove: ["authState", "authorizeUrl", "testProblem"] });
  await ports.queues.send(`pull:${shop.row.platform}`, [{ body: { v: 1, m, s, identify: true }, group: s }]);
}

function oauthOf({ adapter }: OpenShop): OAuth | null {
  return adapter.auth.kind === "oauth" ? adapter.auth : null;
}

/** A code is spent by its first try: whatever did not say a clear no ends in a new authorization. */
function problemOf(failure: Failure): Text & { code: string } {
  return failure.kind === "retryable" ? CODE_LOST : { code: failure.code, ...failure.say };
}

async function show(problem: Text & { code: string }, { row }: OpenShop, ports: Ports): Promise<void> {
  await ports.table.write({
    update: keys.shop(row.merchant, row.id),
    set: { testProblem: problem, testedAt: ports.clock.now() },
  });
}
