import type { CopyInput } from '../../../core/export/copy';
import { stableId } from '../../../core/export/stable-id';
import { docxParts, space, type PartKind } from './docx-names';
import type { Languages } from './languages';
import { ownSpace } from './own-data';
import type { PackagePart } from './package-writer';
import type { XmlEscaper } from './xml-escape';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const package2006 = 'http://schemas.openxmlformats.org/package/2006';
const core = { path: 'docProps/core.xml', contentType: 'application/vnd.openxmlformats-package.core-properties+xml', relationship: `${package2006}/relationships/metadata/core-properties` } satisfies PartKind;
const dataProperties = { path: 'customXml/itemProps1.xml', contentType: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml', relationship: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps' } satisfies PartKind;
const dataPath = 'customXml/item1.xml';
const dataRelationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml';

function contentTypes(): string {
  const kinds: readonly PartKind[] = [...Object.values(docxParts), core, dataProperties];
  const overrides = kinds.map(({ path, contentType }) => `<Override PartName="/${path}" ContentType="${contentType}"/>`).join('');
  return `${head}<Types xmlns="${package2006}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const list = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`).join('');
  return `${head}<Relationships xmlns="${package2006}/relationships">${list}</Relationships>`;
}

function documentRelationships(): string {
  const { document, ...others } = docxParts;
  const folder = document.path.slice(0, document.path.indexOf('/') + 1);
  const targets = Object.values(others).map(({ relationship, path }) => [relationship, path.slice(folder.length)] as const);
  return relationships([...targets, [dataRelationship, `../${dataPath}`]]);
}

function properties(input: CopyInput, escaper: XmlEscaper): string {
  const time = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${escaper.escape(input.generated.slice(0, 19))}Z</dcterms:${name}>`;
  return `${head}<cp:coreProperties xmlns:cp="${package2006}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`
    + `<dc:title>${escaper.escape(input.name)}</dc:title><dc:description>Annotated copy, made with Manicule ${escaper.escape(input.version)}</dc:description>`
    // Undetermined (BCP 47): the text does not say in which language it is.
    + `<dc:language>und</dc:language>${time('created')}${time('modified')}</cp:coreProperties>`;
}

function style(id: string, name: string, kind: 'paragraph' | 'character', content: string, based = kind === 'paragraph' ? '<w:basedOn w:val="Normal"/>' : ''): string {
  return `<w:style w:type="${kind}" w:styleId="${id}"><w:name w:val="${name}"/>${based}${content}</w:style>`;
}

/** `x-none`: no spelling marks all over a text of which nobody said in which language it is. */
function styles({ eastAsian, bidirectional }: Languages): string {
  const language = `<w:lang w:val="x-none"${eastAsian ? ` w:eastAsia="${eastAsian}"` : ''}${bidirectional ? ` w:bidi="${bidirectional}"` : ''}/>`;
  return `${head}<w:styles xmlns:w="${space.w}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/><w:szCs w:val="22"/>${language}</w:rPr></w:rPrDefault>`
    + '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + style('Heading1', 'heading 1', 'paragraph', '<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="720" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>')
    + style('Quote', 'Quote', 'paragraph', '<w:pPr><w:ind w:left="567"/></w:pPr>')
    + style('PlaceNote', 'Place Note', 'paragraph', '<w:pPr><w:keepNext/><w:spacing w:before="200"/></w:pPr><w:rPr><w:i/><w:iCs/></w:rPr>')
    + style('CommentText', 'annotation text', 'paragraph', '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>')
    + style('CommentReference', 'annotation reference', 'character', '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>')
    + '</w:styles>';
}

const settings = `${head}<w:settings xmlns:w="${space.w}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`
  + '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

function dataItem(input: CopyInput): string {
  const id = stableId(`docx\n${input.name}\n${input.generated}`).toUpperCase();
  return `${head}<ds:datastoreItem xmlns:ds="${space.customXml}" ds:itemID="{${id}}"><ds:schemaRefs><ds:schemaRef ds:uri="${ownSpace}"/></ds:schemaRefs></ds:datastoreItem>`;
}

/** Everything of a package but the document and its comments. `data` is Manicule's own part, which Word keeps when it saves. */
export function docxFrame(input: CopyInput, escaper: XmlEscaper, languages: Languages, data: string): PackagePart[] {
  return [
    { path: '[Content_Types].xml', content: contentTypes() },
    { path: '_rels/.rels', content: relationships([[docxParts.document.relationship, docxParts.document.path], [core.relationship, core.path]]) },
    { path: core.path, content: properties(input, escaper) },
    { path: 'word/_rels/document.xml.rels', content: documentRelationships() },
    { path: docxParts.styles.path, content: styles(languages) },
    { path: docxParts.settings.path, content: settings },
    { path: dataPath, content: data },
    { path: dataProperties.path, content: dataItem(input) },
    { path: 'customXml/_rels/item1.xml.rels', content: relationships([[dataProperties.relationship, 'itemProps1.xml']]) },
  ];
}
