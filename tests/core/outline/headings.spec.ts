import { expect, test } from '@playwright/test';
import { findHeadings } from '../../../core/outline/find-headings';
import { nest, sectionAt, shownSections, topSections } from '../../../core/outline/sections';

function headings(text: string, name: string) {
  const work = findHeadings(text, name);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The outline as lines, each with two blanks a level. */
function outline(text: string, name: string): string[] {
  for (const { at, title } of headings(text, name)) expect(text.slice(at, at + 300).replace(/\s+/g, ' ')).toContain(title.slice(0, 3));
  return nest(headings(text, name)).map(({ depth, heading }) => `${'  '.repeat(depth)}${heading.title}`);
}

const body = 'It was a dark night. The rain fell,\nand nobody was out.';

const markdown: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'hashes and underlines': ['# One 😀\n\ntext\n\n## Two ##\ntext\n### Three\n\nFour\n====\n\nFive\n----\n', ['One 😀', '  Two', '    Three', 'Four', '  Five']],
  'no code, no data before the text': ['---\ntitle: x\n---\n# One\n```sh\n# no\n```\n~~~\n``` \n# no\n~~~\n    # no\n', ['One']],
  'no rules, lists, quotes': ['# One\n\n---\n\n- item\n---\n\n> quote\n---\n\n#no\n\n#######no\n', ['One']],
  'shaping signs are left out': ['# **Bold** and `code` and [link](https://x.invalid) {#id}\n## an *old* snake_case_name\n', ['Bold and code and link', '  an old snake_case_name']],
  'an empty heading is none': ['#\n\n# \n\n## Two\n', ['Two']],
};

for (const [name, [text, expected]] of Object.entries(markdown)) {
  test(`Markdown: ${name}`, () => { expect(outline(text, 'a.md')).toEqual(expected); });
}

const plain: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'chapters, with the title in the line or below': [`PREFACE\n\n${body}\n\nCHAPTER I. Down the Rabbit-Hole\n\n${body}\n\nCHAPTER II.\nThe Pool of Tears\n\n${body}\n`, ['PREFACE', 'CHAPTER I. Down the Rabbit-Hole', 'CHAPTER II. The Pool of Tears']],
  'parts, chapters, sections': [`Part One\n\nChapter 1: Rain\n\n${body}\n\nChapter 2\n\n${body}\n\nPart Two\n\nChapter 3\n\n${body}\n\nEpilogue\n\n${body}`, ['Part One', '  Chapter 1: Rain', '  Chapter 2', 'Part Two', '  Chapter 3', '  Epilogue']],
  'acts and scenes': [`ACT I\n\nSCENE I. Elsinore.\n\n${body}\n\nSCENE II. A room.\n\n${body}\n\nACT II\n\nSCENE I.\n\n${body}`, ['ACT I', '  SCENE I. Elsinore.', '  SCENE II. A room.', 'ACT II', '  SCENE I.']],
  'a centred chapter, other languages': [`          Chapitre III\n\n${body}\n\nKapitel 4\n\n${body}\n\nCapítulo V — El mar\n\n${body}`, ['Chapitre III', 'Kapitel 4', 'Capítulo V — El mar']],
  'Chinese chapters without blank lines': ['第一章 雨夜\n那是一个黑夜。\n雨下着。\n第二章 早晨\n天亮了，第三章还没有开始。\n', ['第一章 雨夜', '第二章 早晨']],
  'numbered headings that count on': [`1. Introduction\n\n${body}\n\n2. Methods\n\n2.1 Sample\n\n${body}\n\n2.2 Measures\n\n${body}\n\n3. Results\n\n${body}`, ['1. Introduction', '2. Methods', '  2.1 Sample', '  2.2 Measures', '3. Results']],
  'underlined titles': [`Manual 😀\n=========\n\n${body}\n\nSetting up\n----------\n${body}\n\nLast words\n----------\n\n${body}`, ['Manual 😀', '  Setting up', '  Last words']],
  'titles between two lines': [`=======\n Title\n=======\n\n${body}\n\nPart of it\n----------\n\n${body}`, ['Title', '  Part of it']],
  'hashes by themselves': [`# Chapter 1\n\n${body}\n\n# Chapter 2\n\n${body}`, ['Chapter 1', 'Chapter 2']],
  'a list of contents is none': [`CONTENTS\n\nCHAPTER I\n\nCHAPTER II\n\nCHAPTER III\n\nCHAPTER I\n\n${body}\n\nCHAPTER II\n\n${body}\n\nCHAPTER III\n\n${body}`, ['CHAPTER I', 'CHAPTER II', 'CHAPTER III']],
  'a list of contents in lines is none': [`CHAPTER I\nCHAPTER II\nCHAPTER III\nCHAPTER IV\n\nCHAPTER I\n\n${body}`, ['CHAPTER I']],
  'dots lead to a page, not to a section': [`1. Introduction ........ 3\n\n2. Methods . . . . . 5\n\n${body}`, []],
  'sentences that begin like a chapter': [`Chapter 5 of the book shows this.\n\nPart two of this is long.\n\nBook one early.\n\nPart I want to tell\n\nSection\n\nChapter\n\n${body}`, []],
  'lists with blank lines': [`1. Buy milk\n\n2. Buy bread\n\n3. Go home\n\n${body}`, []],
  'numbers that do not count on': [`7. Monday\n\n${body}\n\n1848 The year\n\n${body}\n\n12.05 Arrival in Rome\n\n${body}`, []],
  'tables and rules': [`Name    Age\n-----------\nAda     36\n\nName | Age\n----------\n\n----------\n\n${body}\n-----\n\na\n---------------------------------\n`, []],
  'comments of a script': ['#!/bin/sh\n\n# set up\nrun\n\n#define X 1\n\n', []],
  'nothing': ['', []],
};

for (const [name, [text, expected]] of Object.entries(plain)) {
  test(`plain text: ${name}`, () => { expect(outline(text, 'a.txt')).toEqual(expected); });
}

test('a line of megabytes, pieces that end in a heading, and many headings take linear time', () => {
  const long = `# Top\n${'word '.repeat(1_000_000)}\n`;
  const many = Array.from({ length: 20_000 }, (_, at) => `## Section ${String(at)}\n\ntext\n`).join('');
  const text = long + many;
  const found = headings(text, 'a.md');
  expect(found).toHaveLength(20_001);
  expect(found.every(({ at, title }) => text.slice(at, at + 40).includes(title))).toBe(true);
});

test('an outline folds, counts and knows where one is', () => {
  const text = `# A\n\n## B\n\n### C\n\n## D\n\n# E\n`;
  const sections = nest(headings(text, 'a.md'));
  expect(sections.map(({ depth, parent, children, place }) => [depth, parent, children, place])).toEqual([[0, -1, 2, 1], [1, 0, 1, 1], [2, 1, 0, 1], [1, 0, 0, 2], [0, -1, 0, 2]]);
  expect(topSections(sections)).toBe(2);
  expect(shownSections(sections, new Set())).toEqual([0, 1, 2, 3, 4]);
  expect(shownSections(sections, new Set([1]))).toEqual([0, 1, 3, 4]);
  expect(shownSections(sections, new Set([0]))).toEqual([0, 4]);
  expect([-1, 0, 4, 6, text.length].map((offset) => sectionAt(sections, offset))).toEqual([-1, 0, 0, 1, 4]);
});
