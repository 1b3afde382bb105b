/** A passage of a text, the text after an edit, and what must have become of the passage. */
export interface PlacementCase {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly passage: string;
  readonly status: 'same' | 'moved' | 'changed' | 'unsure' | 'orphaned';
  /** What the passage reads now; null when it is gone. */
  readonly becomes: string | null;
}

const story = `The harbour was quiet when Maria arrived.

She had packed two books, a lamp and the letter from her brother. Nobody waited at the pier.

The ferry to the northern islands left at six, and the ticket office had already closed for the winter.

An old man mended nets beside a blue boat. He greeted her without looking up.
`;
const paragraphs = story.split('\n\n');
const moved = [paragraphs[2], paragraphs[0], paragraphs[1], paragraphs[3]].join('\n\n');

const english: PlacementCase[] = [
  { name: 'an untouched sentence', before: story, after: story.replace('quiet', 'loud'), passage: 'Nobody waited at the pier.', status: 'same', becomes: 'Nobody waited at the pier.' },
  { name: 'a misspelt word', before: story, after: story.replace('northern', 'norhtern'), passage: 'northern', status: 'changed', becomes: 'norhtern' },
  { name: 'a reworded sentence', before: story, after: story.replace('left at six', 'leaves at seven'), passage: 'The ferry to the northern islands left at six', status: 'changed', becomes: 'The ferry to the northern islands leaves at seven' },
  { name: 'a deleted sentence', before: story, after: story.replace('He greeted her without looking up.', ''), passage: 'He greeted her without looking up.', status: 'orphaned', becomes: null },
  { name: 'a replaced word', before: story, after: story.replace('lamp', 'hammock'), passage: 'lamp', status: 'orphaned', becomes: null },
  { name: 'a moved paragraph', before: story, after: moved, passage: 'the ticket office had already closed for the winter', status: 'moved', becomes: 'the ticket office had already closed for the winter' },
  { name: 'words put in', before: story, after: story.replace('two books, a lamp', 'two books, a map, a lamp'), passage: 'two books, a lamp', status: 'changed', becomes: 'two books, a map, a lamp' },
  { name: 'text of another story', before: story, after: 'Completely different words fill this file now; none of them were here.\n', passage: 'mended nets beside a blue boat', status: 'orphaned', becomes: null },
  { name: 'hard wrapping', before: story, after: story.replace(/ (lamp|islands|office|beside) /g, '\n$1 '), passage: 'and the ticket office had already closed', status: 'same', becomes: 'and the ticket\noffice had already closed' },
  { name: 'unwrapping', before: story.replace(/ (lamp|office) /g, '\n$1 '), after: story, passage: 'a\nlamp and the letter', status: 'same', becomes: 'a lamp and the letter' },
  { name: 'CRLF becomes LF', before: story.replaceAll('\n', '\r\n'), after: story, passage: 'Maria arrived.\r\n\r\nShe had packed', status: 'same', becomes: 'Maria arrived.\n\nShe had packed' },
  { name: 'curly quotes', before: `He said "it's late" and left. ${story}`, after: `He said “it’s late” and left. ${story}`, passage: `"it's late"`, status: 'changed', becomes: '“it’s late”' },
  { name: 'marks of emphasis', before: story, after: story.replace('old man', '**old** man'), passage: 'An old man mended', status: 'changed', becomes: 'An **old** man mended' },
  { name: 'a renamed term', before: story.replaceAll('ferry', 'Steamboat').repeat(2), after: story.replaceAll('ferry', 'Catamaran').repeat(2), passage: 'The Steamboat to the northern islands', status: 'changed', becomes: 'The Catamaran to the northern islands' },
  { name: 'one of two equal words, the other deleted', before: 'a red door and a red roof stood there', after: 'a door and a red roof stood there', passage: 'red roof', status: 'same', becomes: 'red roof' },
];

const scripts: PlacementCase[] = [
  { name: 'Arabic, another word changed', before: 'وصلت مريم إلى الميناء مساءً. كان البحر هادئاً جداً.', after: 'وصلت مريم إلى الميناء صباحاً. كان البحر هادئاً جداً.', passage: 'كان البحر هادئاً', status: 'same', becomes: 'كان البحر هادئاً' },
  { name: 'Arabic, a letter lost', before: 'وصلت مريم إلى الميناء مساءً. كان البحر هادئاً جداً.', after: 'وصلت مريم إلى المناء مساءً. كان البحر هادئاً جداً.', passage: 'إلى الميناء', status: 'changed', becomes: 'إلى المناء' },
  { name: 'Hebrew, a word put in', before: 'הספינה עזבה את הנמל בשעה שש בבוקר', after: 'הספינה הגדולה עזבה את הנמל בשעה שש בבוקר', passage: 'הנמל בשעה שש', status: 'same', becomes: 'הנמל בשעה שש' },
  { name: 'Japanese, characters changed', before: '港は静かだった。彼女は二冊の本と手紙を持っていた。誰も待っていなかった。', after: '港は静かだった。彼女は三冊の本と手紙を持っていた。誰も待っていなかった。', passage: '彼女は二冊の本', status: 'changed', becomes: '彼女は三冊の本' },
  { name: 'Japanese, a sentence deleted', before: '港は静かだった。彼女は二冊の本と手紙を持っていた。誰も待っていなかった。', after: '港は静かだった。誰も待っていなかった。', passage: '彼女は二冊の本と手紙を持っていた。', status: 'orphaned', becomes: null },
  { name: 'Chinese, text put in before', before: '渡轮六点出发，售票处已经关门。老人在修补渔网。', after: '冬天的渡轮六点出发，售票处已经关门。老人在修补渔网。', passage: '售票处已经关门', status: 'same', becomes: '售票处已经关门' },
  { name: 'Korean, an ending changed', before: '항구는 조용했다. 마리아는 책 두 권과 편지를 가지고 있었다.', after: '항구는 조용했다. 마리아는 책 두 권과 편지만 가지고 있었다.', passage: '편지를 가지고', status: 'changed', becomes: '편지만 가지고' },
  { name: 'Thai, text put in before', before: 'เรือออกเวลาหกโมงเช้าและสำนักงานปิดแล้ว', after: 'วันนี้เรือออกเวลาหกโมงเช้าและสำนักงานปิดแล้ว', passage: 'สำนักงานปิดแล้ว', status: 'same', becomes: 'สำนักงานปิดแล้ว' },
  { name: 'emoji, joined and coloured', before: 'Good work 👩‍💻 and 👍🏽 to all of you 🇫🇷', after: 'Very good work 👩‍💻 and 👍🏽 to all of you 🇫🇷', passage: '👍🏽 to all', status: 'same', becomes: '👍🏽 to all' },
  { name: 'emoji replaced', before: 'Good work 👩‍💻 and 👍🏽 to all of you 🇫🇷', after: 'Good work 👩‍💻 and 🎉 to all of you 🇫🇷', passage: 'work 👩‍💻 and 👍🏽 to all', status: 'changed', becomes: 'work 👩‍💻 and 🎉 to all' },
  { name: 'combining marks, composed to decomposed', before: 'Le café de la forêt est fermé en été.', after: 'Le café de la forêt est fermé en été.'.normalize('NFD'), passage: 'la forêt est fermé', status: 'same', becomes: 'la forêt est fermé'.normalize('NFD') },
];

/** One case a line of thought: what edits do to passages, in several scripts. */
export const placementCases: readonly PlacementCase[] = [...english, ...scripts];
