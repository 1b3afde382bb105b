import type { CopyInput } from '../../../core/export/copy';
import { declarations, odtMediaType, ownFile, space } from './odt-names';
import { ownSpace, type ownDataOf } from './own-data';
import type { Languages } from './languages';
import type { PackagePart } from './package-writer';
import type { XmlEscaper } from './xml-escape';

/** The annotations as JSON-LD, and the text's record as JSON. */
type OwnTexts = ReturnType<typeof ownDataOf>;

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

const manifestEntries: readonly (readonly [string, string])[] = [
  ['/', odtMediaType], ['content.xml', 'text/xml'], ['styles.xml', 'text/xml'], ['meta.xml', 'text/xml'],
  ['manifest.rdf', 'application/rdf+xml'], [ownFile, 'application/rdf+xml'],
];

const manifest = `${head}<manifest:manifest xmlns:manifest="${space.manifest}" manifest:version="1.3">`
  + manifestEntries.map(([path, type]) => `<manifest:file-entry manifest:full-path="${path}"${path === '/' ? ' manifest:version="1.3"' : ''} manifest:media-type="${type}"/>`).join('')
  + '</manifest:manifest>';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const terms = 'http://docs.oasis-open.org/ns/office/1.2/meta';

/** What stands in the package, for programs that read its metadata (OpenDocument 1.3 part 2, chapter 6). */
function metadataManifest(): string {
  const files = [['content.xml', `${terms}/odf#ContentFile`], ['styles.xml', `${terms}/odf#StylesFile`], [ownFile, `${terms}/pkg#MetadataFile`]] as const;
  const described = files.map(([path, type]) => `<rdf:Description rdf:about="${path}"><rdf:type rdf:resource="${type}"/></rdf:Description>`).join('');
  const parts = files.map(([path]) => `<pkg:hasPart rdf:resource="${path}"/>`).join('');
  return `${head}<rdf:RDF xmlns:rdf="${rdf}" xmlns:pkg="${terms}/pkg#">${described}<rdf:Description rdf:about=""><rdf:type rdf:resource="${terms}/pkg#Document"/>${parts}</rdf:Description></rdf:RDF>`;
}

function ownData(own: OwnTexts, escaper: XmlEscaper): string {
  return `${head}<rdf:RDF xmlns:rdf="${rdf}" xmlns:own="${ownSpace}"><rdf:Description rdf:about="urn:manicule:copy">`
    + `<own:text>${escaper.escape(own.text)}</own:text><own:jsonld>${escaper.escape(own.jsonld)}</own:jsonld></rdf:Description></rdf:RDF>`;
}

function locale(tag: string | null): { readonly language: string; readonly country: string } {
  const [language = 'none', country = 'none'] = tag?.split('-') ?? [];
  return { language, country };
}

/** `zxx`: no spelling marks all over a text of which nobody said in which language it is. */
function styles({ eastAsian, bidirectional }: Languages): string {
  const asian = locale(eastAsian);
  const complex = locale(bidirectional);
  const language = 'fo:language="zxx" fo:country="none" '
    + `style:language-asian="${asian.language}" style:country-asian="${asian.country}" style:language-complex="${complex.language}" style:country-complex="${complex.country}"`;
  const paragraph = (name: string, shown: string, content: string): string => (
    `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" style:parent-style-name="Standard">${content}</style:style>`
  );
  return `${head}<office:document-styles ${declarations} office:version="1.3"><office:font-face-decls/><office:styles>`
    + `<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="120%" style:writing-mode="page" style:tab-stop-distance="1.25cm"/><style:text-properties fo:font-family="Georgia" style:font-family-generic="roman" fo:font-size="11pt" ${language}/></style:default-style>`
    + '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    + paragraph('Heading_20_1', 'Heading 1', '<style:paragraph-properties fo:margin-top="1.2cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/>')
    + paragraph('Quotations', 'Quotations', '<style:paragraph-properties fo:margin-left="1cm" fo:margin-right="1cm"/>')
    + paragraph('Place_20_Note', 'Place Note', '<style:paragraph-properties fo:margin-top="0.35cm" fo:keep-with-next="always"/><style:text-properties fo:font-style="italic"/>')
    + '</office:styles><office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/></style:page-layout></office:automatic-styles>'
    + '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"/></office:master-styles></office:document-styles>';
}

function meta(input: CopyInput, escaper: XmlEscaper): string {
  const instant = escaper.escape(`${input.generated.slice(0, 19)}Z`);
  // Undetermined (BCP 47): the text does not say in which language it is.
  return `${head}<office:document-meta ${declarations} office:version="1.3"><office:meta><meta:generator>Manicule/${escaper.escape(input.version)}</meta:generator>`
    + `<dc:title>${escaper.escape(input.name)}</dc:title><dc:language>und</dc:language><meta:creation-date>${instant}</meta:creation-date><dc:date>${instant}</dc:date></office:meta></office:document-meta>`;
}

/** A package around its content: what it is comes first and unpacked, so that it can be told from its first bytes. */
export function odtPackage(input: CopyInput, escaper: XmlEscaper, languages: Languages, content: string, own: OwnTexts): PackagePart[] {
  return [
    { path: 'mimetype', content: odtMediaType, stored: true },
    { path: 'META-INF/manifest.xml', content: manifest },
    { path: 'meta.xml', content: meta(input, escaper) },
    { path: 'styles.xml', content: styles(languages) },
    { path: 'content.xml', content: `${head}${content}` },
    { path: 'manifest.rdf', content: metadataManifest() },
    { path: ownFile, content: ownData(own, escaper) },
  ];
}
