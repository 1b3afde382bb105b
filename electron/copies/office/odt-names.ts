/** Name spaces of OpenDocument 1.3, and LibreOffice's own, in which it says what answers what and what is resolved. */
export const space = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  manifest: 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
  dc: 'http://purl.org/dc/elements/1.1/',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
} as const;

/** Declarations for the root of a part. */
export const declarations = Object.entries(space).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ');

/** What the package is, in its first part. */
export const odtMediaType = 'application/vnd.oasis.opendocument.text';

/** Manicule's own files in the package: the annotations, and what gives the text back as it was. */
export const ownFiles = { jsonld: 'manicule/annotations.jsonld', text: 'manicule/text.json' } as const;

/** The section that holds what has no place in the text. */
export const placelessSection = 'manicule-placeless';
