/** Entries of the views index for lists that only the API reads; partitions begin with the merchant as all tenant rows do. */
export const apiViews = {
  shop: (m: string, s: string) => ({ VPK: `M#${m}#SHOPS`, VSK: s }),
  pool: (m: string, k: string) => ({ VPK: `M#${m}#POOLS`, VSK: k }),
} as const;
