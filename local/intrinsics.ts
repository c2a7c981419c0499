/** Region and account of everything local. */
export const LOCAL_REGION = "us-east-1";
export const LOCAL_ACCOUNT = "000000000000";

const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Region": LOCAL_REGION,
  "AWS::AccountId": LOCAL_ACCOUNT,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": "local",
};

/** What a logical id of the template stands for. */
export interface Identity {
  type: string;
  name: string | null;
}

/** Makes the function that replaces references by what they are here. What only the cloud has (roles, logs) becomes a name. Throws on an intrinsic that it doesn't know. */
export function makeResolver(
  identities: ReadonlyMap<string, Identity>,
  queueUrl: (name: string) => string,
): (value: unknown) => unknown {
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== "object" || value === null) return value;
    const [name, argument] = intrinsicIn(value);
    if (name !== null) return intrinsic(name, argument);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  const intrinsic = (name: string, argument: unknown): unknown => {
    if (name === "Ref" && typeof argument === "string") return PSEUDO[argument] ?? ref(argument);
    if (name === "Fn::GetAtt" && Array.isArray(argument)) return attribute(String(argument[0]), String(argument[1]));
    if (name === "Fn::Join" && Array.isArray(argument)) return join(argument[0], resolve(argument[1]));
    if (name === "Fn::Select" || name === "Fn::GetAZs") return name;
    throw new Error(`the template uses ${name}, which the local stack cannot read`);
  };
  const ref = (id: string): string => {
    const { type, name } = known(id);
    return type === "AWS::SQS::Queue" && name !== null ? queueUrl(name) : (name ?? id);
  };
  const attribute = (id: string, which: string): string => {
    const { type, name } = known(id);
    return which === "Arn" ? arnOf(type, name ?? id) : `${name ?? id}.${which}`;
  };
  const known = (id: string): Identity => identities.get(id) ?? { type: "", name: null };
  return resolve;
}

function intrinsicIn(value: object): [name: string | null, argument: unknown] {
  const [only, ...others] = Object.entries(value);
  if (only === undefined || others.length > 0) return [null, null];
  return only[0] === "Ref" || only[0].startsWith("Fn::") ? only : [null, null];
}

/** The last part of an address is always the name. */
function arnOf(type: string, name: string): string {
  const service = type.split("::")[1]?.toLowerCase() ?? "";
  return `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${name}`;
}

function join(separator: unknown, parts: unknown): string {
  if (typeof separator !== "string" || !Array.isArray(parts)) throw new Error("a Fn::Join that is no list");
  return parts.map(String).join(separator);
}
