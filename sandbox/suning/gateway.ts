import { createHash } from "node:crypto";
import { type Refusal } from "./answer.ts";
import { CLOCK_TOLERANCE_MS, NOT_GRANTED, ROOTS, VERSION } from "./codes.ts";
import { envelopePart, partsOf } from "./multipart.ts";
import { placeholders } from "./placeholders.ts";
import { DAY_MS, fromBeijing, SECOND_MS, toBeijing } from "./time.ts";
import type { Scene, WireRequest } from "../kit/types.ts";
import type { Shop, World } from "./world.ts";

const no = (code: string, message: string): Refusal => ({ code, message });

/** signInfo over the bytes as they came: MD5 of secret, method, time, key, version and the body in base64. */
export function signInfo(
  secret: string,
  signed: { method: string; time: string; appKey: string; version: string; body: Uint8Array },
): string {
  const { method, time, appKey, version, body } = signed;
  const plain = secret + method + time + appKey + version + Buffer.from(body).toString("base64");
  return createHash("md5").update(plain, "utf8").digest("hex");
}

/** The gateway's checks, in its order: key, time, version, signature, token, method, rate. */
export function admit(request: WireRequest, scene: Scene<World>): { shop: Shop } | { refusal: Refusal } {
  const bad = identity(request, scene) ?? signature(request, scene.world);
  if (bad !== null) return { refusal: bad };
  const found = shopOf(request, scene);
  if ("refusal" in found) return found;
  const refusal = method(header(request, "appmethod")) ?? rate(scene);
  return refusal === null ? found : { refusal };
}

export function header(request: WireRequest, name: string): string {
  return request.headers[name] ?? "";
}

function identity(request: WireRequest, { world, clock }: Scene<World>): Refusal | null {
  if (header(request, "appkey") !== world.app.key) return no(placeholders.appKeyCode.value, "appKey不存在");
  const time = fromBeijing(header(request, "apprequesttime"));
  if (time === null || Math.abs(time - clock.now()) > CLOCK_TOLERANCE_MS + SECOND_MS) {
    return no("sys.check.request-apprequesttime:error", "请求时间错误");
  }
  return header(request, "versionno") === VERSION ? null : no(placeholders.versionCode.value, "版本号错误");
}

function signature(request: WireRequest, { app }: World): Refusal | null {
  const parts = partsOf(header(request, "content-type"), request.body);
  const body = parts === null ? request.body : (envelopePart(parts) ?? new Uint8Array());
  const wanted = signInfo(app.secret, {
    method: header(request, "appmethod"),
    time: header(request, "apprequesttime"),
    appKey: header(request, "appkey"),
    version: header(request, "versionno"),
    body,
  });
  return header(request, "signinfo") === wanted ? null : no(placeholders.signatureCode.value, "签名错误");
}

function shopOf(request: WireRequest, scene: Scene<World>): { shop: Shop } | { refusal: Refusal } {
  const { world, clock, fault } = scene;
  const value = header(request, "access_token");
  const [own] = world.shops.values();
  if (value === "" && world.switches["selfUseApp"] === true && own !== undefined) return { shop: own };
  if (value === "") return { refusal: no(placeholders.missingTokenCode.value, "商家未授权") };
  const token = world.tokens.get(value);
  const shop = token && world.shops.get(token.shop);
  if (token === undefined || shop === undefined) {
    return { refusal: no("sys.oauth.check.access_token:inexistence", "access_token不存在") };
  }
  if (fault === "token-expired") token.expiresAt = Math.min(token.expiresAt, clock.now());
  if (token.expiresAt <= clock.now())
    return { refusal: no("sys.oauth.check.access_token:overdue", "access_token过期") };
  return { shop };
}

function method(name: string): Refusal | null {
  if (Object.hasOwn(ROOTS, name)) return null;
  if (NOT_GRANTED.has(name)) return no("sys.check.method-permission:authority", "没有该方法的调用权限");
  return no(placeholders.methodCode.value, "方法不存在");
}

/** A bucket that fills by the second, and a count per China day. */
function rate({ world, clock, fault }: Scene<World>): Refusal | null {
  const { bucket } = world;
  const now = clock.now();
  const limit = (name: string): number => Number(world.switches[name]);
  const [perSecond, perDay] = [limit("callsPerSecond"), limit("callsPerDay")];
  const passedMs = Math.min(DAY_MS, Math.max(0, now - bucket.filledAt));
  bucket.tokens = Math.min(Math.max(limit("callBurst"), perSecond), bucket.tokens + (passedMs / SECOND_MS) * perSecond);
  bucket.filledAt = now;
  const day = toBeijing(now).slice(0, 10);
  if (bucket.day !== day) Object.assign(bucket, { day, used: 0 });
  if (fault === "throttled" || bucket.tokens < 1 || bucket.used >= perDay) {
    return no(placeholders.throttleCode.value, "调用频率超限");
  }
  bucket.tokens -= 1;
  bucket.used += 1;
  return null;
}
