import { exportFormats, printedFormats, type ExportFormat } from '../../core/export/formats';

/** What a person may want of a copy, in the order of the dialog. */
export const formatGroups = ['text', 'notes', 'programs'] as const;
/** A group of formats. */
export type FormatGroup = (typeof formatGroups)[number];

const groupOf: Readonly<Record<ExportFormat, FormatGroup>> = {
  html: 'text', pdf: 'text', 'pdf-margin': 'text', docx: 'text', odt: 'text', critic: 'text',
  markdown: 'notes', org: 'notes', csv: 'notes', tsv: 'notes', review: 'notes',
  jsonld: 'programs', readwise: 'programs', hypothesis: 'programs', 'review-json': 'programs',
};

/** The formats of a group. */
export function formatsIn(group: FormatGroup): ExportFormat[] {
  return exportFormats.filter((format) => groupOf[format] === group);
}

/** True for the formats with pages, whose size the person chooses. */
export function hasPaper(format: ExportFormat): boolean {
  return printedFormats.includes(format);
}

/** True for the formats that are tables, which a spreadsheet may calculate. */
export function isTable(format: ExportFormat): boolean {
  return format === 'csv' || format === 'tsv' || format === 'readwise';
}
