import * as z from "zod";
import { post, type Api } from "../call.ts";
import { REGIONS } from "../regions.ts";
import { no, OK, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";

const addressCode = (code: number): Reply => {
  const region = REGIONS.find((one) => one.code === code);
  if (!region) return no(40097, "addr_code");
  const view = ({ name, level, code: number }: typeof region): Reply => ({ name, code: number, level });
  return {
    ...OK,
    addrs_msg: view(region),
    next_level_addrs: REGIONS.filter(({ parent }) => parent === code).map(view),
  };
};

export const BASIC_CALLS: Readonly<Record<string, Api>> = {
  "basics/addresscode/get": post(z.object({ addr_code: whole }), ({ addr_code }) => addressCode(addr_code), {
    set: 85,
  }),
};
