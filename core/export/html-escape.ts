/** Replaces what HTML cannot carry and counts how often it had to. */
export interface HtmlEscaper {
  /** Text for an element's content or a quoted attribute. Comes back from a parser as it was, but for the replaced characters. */
  escape(text: string): string;
  /** Characters replaced so far. */
  replaced(): number;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser turns CR LF and CR into LF; only as a reference does CR survive.
  '\r': '&#13;',
};

/** Quicker to look for than what must be replaced: most lines hold none of it. */
const suspicious = /[&<>"\r\0\ud800-\udfff]/;

/** NUL and lone surrogates are the only characters that do not survive an HTML parser or UTF-8; all others do. */
export function createHtmlEscaper(): HtmlEscaper {
  let count = 0;
  const reference = (character: string): string => {
    const known = references[character];
    if (known !== undefined) return known;
    count++;
    return character === '\0' ? '\u2400' : '\ufffd';
  };
  return {
    escape: (text) => (!suspicious.test(text) ? text : text.replace(/[&<>"\r\0]|\p{Surrogate}/gu, reference)),
    replaced: () => count,
  };
}
