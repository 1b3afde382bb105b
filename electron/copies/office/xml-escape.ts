const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' };

/** Everything that no XML 1.0 document can hold, not even as a reference: https://www.w3.org/TR/xml/#charsets. */
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** What is shown in place of a character that XML cannot hold: the picture of a control character, U+FFFD for others. */
function substituteFor(character: string): string {
  const unit = character.charCodeAt(0);
  return unit < 0x20 ? String.fromCharCode(0x2400 + unit) : '\ufffd';
}

/** The text as XML can hold it; as long as before. */
export function substituteForbidden(text: string): string {
  return text.replace(forbidden, substituteFor);
}

/** Where characters stand that XML cannot hold, as [offset, code unit]. */
export function forbiddenIn(text: string): (readonly [number, number])[] {
  return Array.from(text.matchAll(forbidden), ({ index, 0: character }) => [index, character.charCodeAt(0)] as const);
}

/** Writes text into XML and counts what had to be replaced. */
export interface XmlEscaper {
  /** For an element's content. Comes back from a parser as it was, but for the replaced characters. */
  escape(text: string): string;
  /** For a quoted attribute, where a parser would turn line ends and tabs into blanks. */
  attribute(text: string): string;
  /** Characters replaced so far. */
  replaced(): number;
}

/** An escaper for one copy. */
export function createXmlEscaper(): XmlEscaper {
  let count = 0;
  const substitute = (text: string): string => text.replace(forbidden, (character) => {
    count++;
    return substituteFor(character);
  });
  const refer = (character: string): string => references[character] ?? character;
  return {
    escape: (text) => substitute(text).replace(/[&<>\r]/g, refer),
    attribute: (text) => substitute(text).replace(/[&<>"\r\n\t]/g, refer),
    replaced: () => count,
  };
}
