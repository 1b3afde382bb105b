import { writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { first, mark, put, second, visit } from './visits';
import { inWorkshop, openAndSettle, valueOf } from './workshop';

const third = `${first}And one line more.\n`;

test('a file that opens afresh once more names the text that its window shows, and not that of an opening whose answer it never showed', () => inWorkshop(async (workshop) => {
  const { documents } = workshop;
  const [path, other] = [await put(workshop, 'a.txt', first), await put(workshop, 'b.txt', second)];
  await visit(workshop, path, () => mark(first, 'bright cold', 1, 'e\u0301'));
  await openAndSettle(documents, path);
  const { digest } = (await workshop.library.find(path))!.text!;
  const shown = documents.get(1)!;
  await writeFile(path, second);
  const again = valueOf(await documents.open(path, 1));
  await writeFile(path, third);
  expect([again.formerText, valueOf(await documents.open(path, 1)).formerText]).toEqual([digest, digest]);
  // Something else came between, and it was not shown either.
  expect(valueOf(await documents.open(other, 1))).not.toHaveProperty('formerText');
  expect(valueOf(await documents.open(path, 1, shown)).formerText).toBe(digest);
  // The second opening is shown after all, and then the file is asked for from there.
  const later = documents.get(1, again.documentId)!;
  expect(valueOf(await documents.open(path, 1, later)).formerText).toBe(later.textName);
  expect(later.textName).not.toBe(digest);
}));
