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

/**
 * Manicule's own file in the package: the annotations, and what gives the text back as it was. It is a file of metadata, listed in
 * `manifest.rdf`: LibreOffice keeps those when it saves, and throws away every file that it does not know.
 */
export const ownFile = 'manicule/copy.rdf';

/** The section that holds what has no place in the text. */
export const placelessSection = 'manicule-placeless';
