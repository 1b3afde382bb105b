// Annotations on a made text, as another program would write them: some overlap, some run over paragraphs, each with a comment.
import { readFile, writeFile } from 'node:fs/promises';
import { seeded, writeText } from './made-text.mjs';

/**
 * Writes a text of at least `bytes` bytes and `count` annotations of it as W3C JSON-LD.
 * @param {string} file the text
 * @param {string} annotations the JSON-LD
 */
export async function writeAnnotatedText(file, annotations, bytes, count) {
  await writeText(file, bytes);
  const text = await readFile(file, 'utf8');
  const random = seeded(7);
  const items = Array.from({ length: count }, (_, index) => {
    // Every tenth overlaps the one before, every tenth runs over paragraphs.
    const step = (text.length - 4000) / count;
    const start = text.indexOf(' ', Math.floor(step * (index % 10 === 1 ? index - 0.9 : index))) + 1;
    const end = text.indexOf(' ', start + (index % 10 === 2 ? 1200 : index % 10 === 0 ? 300 : 20 + Math.floor(random() * 100)));
    return annotationOf(text, index, start, end);
  });
  const page = { id: 'urn:x-bench:page', type: 'AnnotationPage', startIndex: 0, items };
  await writeFile(annotations, JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:x-bench:all', type: 'AnnotationCollection', total: count, first: page }));
}

function annotationOf(text, index, start, end) {
  const tags = index % 7 === 0 ? [{ type: 'TextualBody', purpose: 'tagging', value: 'check' }] : [];
  return {
    id: `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, type: 'Annotation', motivation: 'commenting',
    creator: { type: 'Person', name: 'Ada Lovelace' }, created: '2026-11-02T09:30:00Z',
    body: [{ type: 'TextualBody', purpose: 'commenting', value: `Comment ${index}, on what stands here 😀.` }, ...tags],
    target: {
      source: 'urn:x-bench:text',
      selector: [
        { type: 'TextQuoteSelector', exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - 20), start), suffix: text.slice(end, end + 20) },
        { type: 'TextPositionSelector', start, end },
      ],
    },
  };
}
