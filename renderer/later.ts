/**
 * All that the window needs soon after the text stands on the screen, as one file: fetched one by one, small parts would split what
 * the start needs into many files, and each file is a question to the main process.
 */
export { mount } from './App';
export { copyAnnotations, exportCopy, printCopy } from './export/exporting';
export { movingOf } from './moving/moving';
export { markEvery } from './occurrences/mark-every';
export { resizeByKey } from './resizing/resize-keys';
export { importAnnotations } from './importing/import-annotations';
