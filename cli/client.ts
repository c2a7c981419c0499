/** Calls of the HTTP API, as docs/generated/openapi.json describes it. */
export interface Client {
  /** Sends one request and gives the JSON of its answer. Throws `ApiError` with the API's own sentence for anything but a 2xx. */
  ask(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<unknown>;
}

/** What the API answered instead: its sentence, what to do, and which fields. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Access {
  /** Root of the API, as `npm start` and the stack's output ApiUrl print it. */
  url: string;
  token: string;
}

const ANSWER_MS = 30_000;

/** A client for one deployment and one merchant: the token says which. */
export function clientOf({ url, token }: Access): Client {
  return {
    async ask(method, path, body) {
      const answer = await fetch(url.replace(/\/$/, "") + path, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        signal: AbortSignal.timeout(ANSWER_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.ok) return text === "" ? null : JSON.parse(text);
      throw new ApiError(answer.status, sentenceOf(text, answer.status));
    },
  };
}

/** RFC 9457: title, detail, and errors with pointers; any other body is cut short. */
function sentenceOf(text: string, status: number): string {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem !== "object" || problem === null) return `${status}`;
    const { title, detail, errors } = { title: "", detail: "", errors: [], ...problem };
    const fields = Array.isArray(errors) ? errors.map((one) => JSON.stringify(one)) : [];
    return [`${status} ${title}`, detail, ...fields].filter((part) => part !== "").join("\n  ");
  } catch {
    return `${status} ${text.slice(0, 200)}`;
  }
}
