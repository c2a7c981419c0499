const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const ALLOWED = new Set("p br b strong em i u ul ol li h2 h3 h4 table thead tbody tr th td div span".split(" "));

/** Text made safe for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A person's HTML reduced to plain formatting tags without attributes: nothing in it can load, link, run or style. */
export function plainHtml(html: string): string {
  return pieces(html)
    .map(({ tag, closing, text }) => {
      if (tag === null) return text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      return ALLOWED.has(tag) ? `<${closing ? "/" : ""}${tag}>` : "";
    })
    .join("");
}

/** The words of a piece of HTML, tags replaced by spaces; the common entities are decoded. */
export function textOfHtml(html: string): string {
  const text = pieces(html).map(({ tag, text: words }) => (tag === null ? words : " "));
  const decoded = text.join("").replaceAll("&nbsp;", " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return decoded.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&").trim();
}

interface Piece {
  tag: string | null;
  closing: boolean;
  text: string;
}

function pieces(html: string): Piece[] {
  const clean = html
    .replaceAll(/<!--[\s\S]*?(-->|$)/g, "")
    .replaceAll(/<(script|style|iframe|object|template)\b[\s\S]*?(<\/\1\s*>|$)/gi, "");
  return clean
    .split(/(<\/?[a-z][^>]*>)/gi)
    .filter((part) => part !== "")
    .map((part) => {
      const [, slash, tag] = /^<(\/?)([a-z][a-z0-9]*)[^>]*>$/i.exec(part) ?? [];
      return { tag: tag?.toLowerCase() ?? null, closing: slash === "/", text: part };
    });
}
