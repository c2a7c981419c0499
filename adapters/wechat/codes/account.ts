import type { CodeRow } from "./row.ts";

/** Codes of sign-in, quota and transport (reference 1.5, 2.1, 11). */
export const ACCOUNT_CODES: readonly CodeRow[] = [
  { codes: ["-1"], is: "retryable" },
  {
    codes: ["40001", "40014", "42001", "41001"],
    is: "auth",
    zh: "店铺令牌已失效，系统会自动换新；若反复出现，请检查 AppSecret 是否被重置",
    en: "The shop's token is dead and is renewed; if it goes on, the AppSecret was reset",
  },
  {
    codes: ["40002", "40013", "40125", "41002", "41004"],
    is: "needs_operator",
    zh: "AppID 或 AppSecret 不对，请到小店后台“服务市场-经营工具-自研”核对",
    en: "AppID or AppSecret is wrong; compare them with the shop's back office",
  },
  {
    codes: ["40164", "89503", "89506", "89507"],
    is: "needs_operator",
    zh: "我们的出口 IP 不在小店的白名单里，请把它加进去",
    en: "Our egress address is not on the shop's allow-list",
  },
  {
    codes: ["40243", "50004", "50007"],
    is: "needs_operator",
    zh: "AppSecret 被冻结或账号被限制，请在小店后台解冻",
    en: "The AppSecret or the account is frozen",
  },
  {
    codes: ["48001", "61007"],
    is: "needs_operator",
    zh: "这个账号没有该接口的权限，请检查开通的权限集",
    en: "The account has no permission for this call; check its permission sets",
  },
  {
    codes: ["48006", "76003", "76021", "76022"],
    is: "needs_operator",
    zh: "调用额度查询或清零没有被接受，请县域平台团队检查接口路径和本月次数",
    en: "Reading or clearing the call quota was refused: check the path, and how often it was cleared this month",
  },
  {
    codes: ["45009"],
    is: "throttled",
    zh: "今天的接口调用次数已用完，零点后自动继续",
    en: "Today's calls are used up; we go on after midnight",
  },
  { codes: ["45011"], is: "throttled", zh: "调用太快，稍后自动继续", en: "Too many calls in this minute" },
  { codes: ["1400007"], is: "permanent", zh: "调用了已下线的旧接口", en: "A retired interface was called" },
  { codes: ["40003", "40066", "40097", "43001", "43002", "44002", "45002", "47001", "9401020"], is: "permanent" },
  { codes: ["10020055", "10020059", "10020061", "10020193", "10020253", "10020254", "10020331"], is: "permanent" },
  { codes: ["10020057", "10020058"], is: "retryable" },
  {
    codes: ["10020056"],
    is: "needs_merchant",
    zh: "图片格式不支持，请用 jpg、png、bmp、webp 或 svg",
    en: "Picture format not supported",
  },
  { codes: ["10020060"], is: "needs_merchant", zh: "图片超过 10 MB，请压缩后再传", en: "Picture above 10 MB" },
];
