import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place, sureFrom } from '../../../core/anchor/place';

// Where an edit leaves a choice at the ends of a passage: what is its own, and when nobody can tell.

const opening = 'The committee met in the old town hall and heard the report of its chairman about the year before.\n\n';
const closing = '\n\nAfter a long debate the members agreed to publish the accounts before the end of the month of May.\n';
const inserted = 'A paragraph nobody expected was put in here by the secretary, with several remarks of her own.';

function find(before: string, after: string, passage: string): { text: string | null; status: string; confidence: number } {
  const start = before.indexOf(passage);
  const placement = place(buildMap(before, after), start, start + passage.length);
  return { text: placement.span && after.slice(placement.span.start, placement.span.end), status: placement.status, confidence: placement.confidence };
}

const literal = [
  { name: 'its last mark came in again behind it', before: 'Chapter 8. Paper, ink, printing...', after: 'Paper, ink, printing...Chapter .', passage: 'Paper, ink, printing...' },
  { name: 'a number beside it lost its dot', before: 'Read the notes in part 6.2.3 first', after: 'Read the notes in part 62.3 first', passage: 'part 6' },
];
for (const { name, before, after, passage } of literal) {
  test(`a passage that stands word for word is taken as it stands: ${name}`, () => {
    expect(find(opening + before + closing, opening + after + closing, passage)).toMatchObject({ text: passage, status: 'same' });
  });
}

const unclear = [
  { name: 'a short heading, most of whose words were replaced by more', before: '6.9.1. Configuring archives', after: 'Harbour. Configuring with the fortunate help', passage: '6.9.1. Configuring archives' },
  { name: 'its last word replaced by many', before: 'Later we followed the guidance', after: 'Later we followed the outside licences now printed', passage: 'we followed the guidance' },
];
for (const { name, before, after, passage } of unclear) {
  test(`a passage that can be read in two ways is unsure: ${name}`, () => {
    const found = find(opening + before + closing, opening + after + closing, passage);
    expect(found.status).toBe('unsure');
    expect(found.confidence).toBeLessThan(sureFrom);
  });
}

test('the end of an edited paragraph stays with it, when another that ends alike came in', () => {
  const before = '如果网络对时间同步极为敏感，最好在服务器安装模块，必须参照文档办理。';
  const edited = before.replace('办理', '用于');
  const between = '这是秘书放进来的另外一个段落，里面有她自己的许多说明和意见。';
  const found = find(`上一段说明了时间的来源。\n\n${before}\n\n下一段说明怎样轮转日志文件。\n`, `上一段说明了时间的来源。\n\n${edited}\n\n${between}\n\n下一段说明怎样轮转日志文件。\n`, before);
  expect(found).toMatchObject({ text: edited, status: 'changed' });
});

test('the beginning of an edited paragraph stays with it, when another that begins alike came in', () => {
  const passage = 'The clerk had carefully counted every single copy of the accounts again.';
  const edited = passage.replace('clerk had ', '');
  const between = `The ${inserted.slice(2)}`;
  expect(find(opening + passage + closing, `${opening}${between}\n\n${edited}${closing}`, passage)).toMatchObject({ text: edited, status: 'changed' });
});

test('the last lines of an indented passage belong to it, though much was put in before them', () => {
  const code = (extra: string): string => `function start(window) {\n        prepare(window)\n        const size = measure(window)\n        paint(window, size)\n        announce(window)\n        const colour = choose(window)\n        polish(window, colour)\n${extra}        close(window)\n        return size\n}\n`;
  const extra = `        const ${Array.from({ length: 5 }, (_, index) => `entry${index * 7} = lookUp${index}()`).join('\n        ')}\n`;
  const passage = code('').slice(0, code('').indexOf('\n        return size'));
  const after = code(extra).replace('        return', '    return');
  expect(find(`${opening}${code('')}${closing}`, `${opening}${after}${closing}`, passage).text).toBe(after.slice(0, after.indexOf('\n    return size')));
});
