import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type JWK, SignJWT, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, jwtVerify } from "jose";

export const AUDIENCE = "shanhuo";
const KEY_ID = "local";
const LIVES_SECONDS = 12 * 3_600;

/** Whom a token speaks for. */
export interface Bearer {
  subject: string;
  merchant: string;
  roles: readonly string[];
  supplier?: string;
}
/** The issuer of tokens on this machine; its key lies in the data folder. */
export interface Issuer {
  issuer: string;
  jwks: { keys: readonly JWK[] };
  /** A token for twelve hours of the stack's time. */
  token(bearer: Bearer): Promise<string>;
  /** Its claims, or null when the token is not good now. */
  verify(token: string): Promise<Readonly<Record<string, unknown>> | null>;
}

/** Opens the issuer, and makes its key at the first start. `now`: epoch milliseconds of the stack's time. */
export async function openIssuer(dataDir: string, issuer: string, now: () => number): Promise<Issuer> {
  const privateKey = await importPKCS8(await keyText(join(dataDir, "issuer.pem")), "RS256", { extractable: true });
  const { kty, n, e } = await exportJWK(privateKey);
  const publicKey: JWK = { kty: kty ?? "RSA", n: n ?? "", e: e ?? "", kid: KEY_ID, alg: "RS256", use: "sig" };
  return {
    issuer,
    jwks: { keys: [publicKey] },
    token: ({ subject, merchant, roles, supplier }) => {
      const seconds = Math.floor(now() / 1_000);
      return new SignJWT({ merchant, roles, ...(supplier !== undefined && { supplier }) })
        .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + LIVES_SECONDS)
        .sign(privateKey);
    },
    verify: async (token) => {
      const options = { issuer, audience: AUDIENCE, algorithms: ["RS256"], currentDate: new Date(now()) };
      return jwtVerify(token, publicKey, options).then(
        ({ payload }) => payload,
        () => null,
      );
    },
  };
}

async function keyText(file: string): Promise<string> {
  if (existsSync(file)) return readFileSync(file, "utf8");
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const text = await exportPKCS8(privateKey);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  return text;
}
