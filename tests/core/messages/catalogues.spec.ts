import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { languages, localeOf } from '../../../core/languages';
import { english } from '../../../core/messages/en';
import { englishWindow } from '../../../core/messages/en-window';
import { withPlurals } from '../../../core/messages/with-plurals';

type Texts = Readonly<Record<string, string>>;

const project = path.resolve(import.meta.dirname, '../../..');
const forms = /_(zero|one|two|few|many|other)$/u;
const stemOf = (key: string) => key.replace(forms, '');
const stems = (texts: Texts) => [...new Set(Object.keys(texts).map(stemOf))].sort();
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name!))].sort();

async function catalogue(language: string, part: '' | '-window'): Promise<Texts> {
  const [texts] = Object.values((await import(`../../../core/messages/${language}${part}.ts`)) as Record<string, Texts>);
  return texts!;
}

const originals: Readonly<Record<'' | '-window', Texts>> = { '': english, '-window': englishWindow };

for (const language of languages.filter((each) => each !== 'en')) {
  for (const part of ['', '-window'] as const) {
    test(`${language}${part} has every text, with its values and plural forms, and no other`, async () => {
      const texts = await catalogue(language, part);
      const original = originals[part];
      expect(stems(texts)).toEqual(stems(original));
      const { pluralCategories } = new Intl.PluralRules(localeOf(language)).resolvedOptions();
      for (const [key, text] of Object.entries(texts)) {
        expect(text.trim(), key).not.toBe('');
        const model = original[stemOf(key)] ?? original[`${stemOf(key)}_other`]!;
        // A form for a certain number may say it in words.
        const inWords = /_(?:one|two)$/u.test(key) ? ['count', 'words'] : [];
        const wanted = placeholders(model).filter((name) => !inWords.includes(name) || text.includes(`{{${name}}}`));
        if (!/_zero$/u.test(key)) expect(placeholders(text), key).toEqual(wanted);
        const form = forms.exec(key)?.[1];
        if (form !== undefined) {
          expect(pluralCategories, key).toContain(form);
          expect(texts, key).toHaveProperty([`${stemOf(key)}_other`]);
        }
      }
      // Arabic has a form for each; the languages of Europe have one for millions that reads like `_other`; the others have one.
      if (language === 'ar') expect(Object.keys(withPlurals(texts, language)).length).toBe(Object.keys(texts).length);
    });
  }
}

test('where a plural form is not written, `_other` stands for it', () => {
  expect(withPlurals({ 'a_one': 'uno', 'a_other': 'otros', 'b': 'b' }, 'es')).toEqual({ 'a_one': 'uno', 'a_many': 'otros', 'a_other': 'otros', 'b': 'b' });
});

/** The sources without the catalogues, as one text. */
async function sources(): Promise<string> {
  const files = (await Promise.all(['core', 'electron', 'renderer'].map(async (layer) => (await readdir(path.join(project, layer), { recursive: true })).map((name) => path.join(layer, name))))).flat();
  const wanted = files.filter((name) => /\.tsx?$/u.test(name) && !/core\/messages\/[a-z]{2}(-window)?\.ts$/u.test(name.replaceAll('\\', '/')));
  return (await Promise.all(wanted.map((name) => readFile(path.join(project, name), 'utf8')))).join('\n');
}

test('every text is used', async () => {
  const code = await sources();
  const literals = new Set([...code.matchAll(/['"]([\w.-]+)['"]/gu)].map(([, name]) => name!));
  const patterns = [...code.matchAll(/`([\w-]+\.[\w.-]*(?:\$\{[^}]*\}[\w.-]*)+)`/gu)]
    .map(([, template]) => new RegExp(`^${template!.replace(/\$\{[^}]*\}/gu, '*').replaceAll('.', '\\.').replaceAll('*', '[\\w.-]+')}$`, 'u'));
  const unused = [...stems(english), ...stems(englishWindow)].filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});
