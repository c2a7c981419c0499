import type { Scene, WireAnswer } from "../kit/types.ts";
import { MINUTE_MS } from "./time.ts";
import type { World } from "./world.ts";

const CODE_LIFE_MS = 10 * MINUTE_MS;

export const isSignIn = (path: string): boolean => path === "/service-market/auth";

/** The merchant's consent, given at once; `mall_id` picks another shop than the first. A code lives ten minutes. */
export function signInPage(
  parameters: ReadonlyMap<string, string>,
  { world, clock, random }: Scene<World>,
): WireAnswer {
  const redirect = parameters.get("redirect_uri") ?? "";
  const known = parameters.get("client_id") === world.app.id && parameters.get("response_type") === "code";
  if (!known || !/^https?:\/\//.test(redirect)) {
    return { status: 400, headers: { "content-type": "text/html" }, body: "<html><body>授权参数错误</body></html>" };
  }
  const [first = ""] = world.shops.keys();
  const code = random.hex(40);
  world.codes.set(code, { mallId: parameters.get("mall_id") ?? first, expiresAt: clock.now() + CODE_LIFE_MS });
  const back = new URL(redirect);
  back.searchParams.set("code", code);
  const state = parameters.get("state");
  if (state !== undefined) back.searchParams.set("state", state);
  return { status: 302, headers: { location: back.href }, body: "" };
}
