import { expect, test } from '@playwright/test';
import { buildMap } from '../../../core/anchor/build-map';
import { place } from '../../../core/anchor/place';

// Places that hold much of a passage and are in doubt all the same: the passage was torn apart, or others' text came into it.

const opening = 'The committee met in the old town hall and heard the report of its chairman about the year before.\n\n';
const middle = `

After a long debate the members agreed to publish the accounts before the end of the month of May.

The treasurer explained the accounts for the winter, line by line, and answered questions about the new lighthouse.

A letter from the museum was read aloud, asking for the loan of two paintings and of the brass telescope until May.

`;
const closing = '\n\nThe school asked whether its pupils may draw the boats in summer, and nobody was against it at all.\n';
const first = 'The ferry to the northern islands left at six from the wooden pier, which was crowded,';
const second = 'while the ticket office by the lighthouse had closed.';
const other = 'An old man mended nets and greeted everybody.';
const late = 'It was very late.';
const added = 'Many of the members had been there too late.';

const doubts = [
  { name: 'a third of it stands in another place', passage: `${first} ${second}`, before: `${opening}${first} ${second}${middle}${other}${closing}`, after: `${opening}${first}${middle}${other} And ${second}${closing}` },
  { name: 'a sentence that stood elsewhere came into it', passage: `${first} ${second}`, before: `${opening}${other}${middle}${first} ${second}${closing}`, after: `${opening}Nothing.${middle}${first} ${other} ${second}${closing}` },
  { name: 'a paragraph came into it whose end reads like its beginning', passage: 'late.\n\nAfter', before: `${opening}${late}\n\nAfter that they went home${closing}`, after: `${opening}${late}\n\n${added}\n\nAfter that they went home${closing}` },
];
for (const { name, passage, before, after } of doubts) {
  test(`a passage is unsure when ${name}`, () => {
    const start = before.indexOf(passage);
    expect(place(buildMap(before, after), start, start + passage.length)).toMatchObject({ status: 'unsure' });
  });
}

const old = 'The treasurer explained the accounts for the winter and answered questions about lamps';
const fresh = 'Finally a vote was held on prices of moorings, which fall; small boats pay nothing more';
const ends = [
  { name: 'the first heading of a text', before: `# Changelog\n\n${old}`, after: `# Changelog\n\n${fresh}` },
  { name: 'the last line of a text', before: `${old}\n\nChangelog`, after: `${fresh}\n\nChangelog` },
];
for (const { name, before, after } of ends) {
  test(`${name} is found, though nothing else of it is left`, () => {
    const start = before.indexOf('Changelog');
    const { span } = place(buildMap(before, after), start, start + 'Changelog'.length);
    expect(span && after.slice(span.start, span.end)).toBe('Changelog');
  });
}
