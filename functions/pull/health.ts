import type { Outcome, RateLimit } from "../../adapters/contract.ts";
import { dayOf } from "../../domain/time.ts";
import type { Instant, Text } from "../../domain/units.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";

/** How a shop's connection stands, as its last test saw it. */
export interface Health {
  at: Instant;
  ok: boolean;
  /** One sentence: what is wrong and who mends it, or that nothing is. */
  say: Text;
  code: string | null;
  egress: { wanted: string; given: string };
  /** Our clock ahead of the platform's; null where the platform does not say its time. */
  skewMs: number | null;
  /** Calls of this day under each daily limit of the app; null where none is known. */
  budgets: readonly { limit: string; used: number; perDay: number }[];
}

/** What a test of the connection saw, put into one sentence; reads the app's budget, calls nobody. */
export async function healthOf(shop: OpenShop, asked: Outcome<unknown>, ports: Ports): Promise<Health> {
  const egress = { wanted: shop.adapter.egress, given: ports.egress };
  const skewMs = shop.skewMs();
  const budgets = await budgetsOf(shop, ports);
  const facts = { shop, asked, egress, skewMs, budgets };
  const wrong = asked.kind === "done" ? null : causeOf(facts);
  const code = asked.kind === "failed" ? asked.failure.code : asked.kind === "done" ? null : asked.kind;
  const say = wrong ?? standing(facts);
  return { at: ports.clock.now(), ok: wrong === null, say, code, egress, skewMs, budgets };
}

interface Facts {
  shop: OpenShop;
  asked: Outcome<unknown>;
  egress: Health["egress"];
  skewMs: number | null;
  budgets: Health["budgets"];
}

/** The likeliest cause first: a clock that is off makes signatures wrong, a missing way out looks like a refusal. */
function causeOf({ shop, asked, egress, skewMs }: Facts): Text {
  if (skewMs !== null && Math.abs(skewMs) > shop.adapter.clockToleranceMs) return clockOff(skewMs);
  if (asked.kind !== "failed")
    return { zh: "平台没有答复，稍后会自动再试", en: "The platform did not answer; we try again" };
  const { kind, code, say, message } = asked.failure;
  if (code === "not_sent") return unreachable(egress.given, message);
  if (kind === "auth") return { zh: `授权失效：${say.zh}`, en: `Token: ${say.en}` };
  if (kind === "needs_operator" && egress.wanted !== egress.given) return wayOut(egress, say);
  return { zh: `${say.zh}（平台代码 ${code}）`, en: `${say.en} (their code ${code})` };
}

function clockOff(skewMs: number): Text {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const [zh, en] = skewMs > 0 ? ["快", "ahead of"] : ["慢", "behind"];
  return {
    zh: `时钟：服务器时间比平台${zh} ${seconds} 秒，签名会被拒绝，请县平台人员校准`,
    en: `Clock: ours is ${seconds} s ${en} the platform's, so signatures are refused; set it right`,
  };
}

function unreachable(given: string, why: string): Text {
  return given === "relay"
    ? {
        zh: `出口：中继连不上（${why}），请县平台人员检查中继`,
        en: `Egress: no tunnel through the relay (${why}); see docs/runbooks/egress.md`,
      }
    : { zh: `网络：连不上平台（${why}）`, en: `Network: the platform can't be reached (${why})` };
}

function wayOut({ wanted, given }: Health["egress"], say: Text): Text {
  return {
    zh: `出口：平台要求 ${wanted}，本部署给的是 ${given}；${say.zh}`,
    en: `Egress: the platform wants ${wanted}, this deployment gives ${given} (docs/runbooks/egress.md); ${say.en}`,
  };
}

/** Nine tenths of a day's calls gone is worth a word though all works. */
const NEARLY = 0.9;

function standing({ skewMs, budgets }: Facts): Text {
  const full = budgets.find(({ used, perDay }) => used >= perDay * NEARLY);
  if (full !== undefined)
    return {
      zh: `连接正常，但应用今天的调用次数快用完（${full.limit}：${full.used}/${full.perDay}）`,
      en: `Connected, but the app's calls of today are nearly used up (${full.limit}: ${full.used}/${full.perDay})`,
    };
  const apart = skewMs === null ? "" : `, clock within ${Math.ceil(Math.abs(skewMs) / 1_000)} s`;
  return { zh: "连接正常：授权、出口、权限和时钟都没有问题", en: `Connected: token, egress, permission${apart}` };
}

async function budgetsOf({ adapter, row }: OpenShop, ports: Ports): Promise<Health["budgets"]> {
  const today = dayOf(ports.clock.now());
  const limited = adapter.rates.filter((rate): rate is RateLimit & { daily: number } => rate.daily !== undefined);
  const read = async ({ id, scope, daily }: RateLimit & { daily: number }) => {
    const item = await ports.table.get(keys.limit(row.platform, row.app, id, scope === "shop" ? row.id : null));
    return { limit: id, used: item?.["day"] === today ? Number(item["used"] ?? 0) : 0, perDay: daily };
  };
  return Promise.all(limited.map(read));
}
