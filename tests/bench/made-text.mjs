// Prose of any size, always the same: words drawn with a fixed seed, with headings, curly quotes and long paragraphs, so that
// it needs two-byte strings like real text.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const words = (
  'the of and to a in that it is was for on with as his they be at one have this from by hot but some what there we can out other were all your when up use word how said an each she which do their time if will way about many then them would write like so these her long make thing see him two has look more day could go come did my sound no most number who over know water than call first people may down side been now find any new work part take get place made live where after back little only round man year came show every good me give our under name very through just form much great think say help low line before turn cause same mean differ move right boy old too does tell sentence set three want air well also play small end put home read hand port large spell add even land here must big high such follow act why ask men change went light kind off need house picture try us again animal point mother world near build self earth father'
).split(' ');

/** A generator of numbers from 0 to 1 (mulberry32), so that every run reads the same text. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Paragraphs without end. */
export function* paragraphs(seed = 1) {
  const random = seeded(seed);
  for (let number = 1; ; number += 1) {
    if (number % 60 === 1) yield `# Chapter ${Math.ceil(number / 60)}`;
    const length = 30 + Math.floor(random() * 80);
    const picked = Array.from({ length }, () => words[Math.floor(random() * words.length)]);
    picked[Math.floor(random() * length)] = '“quoted”';
    yield `${picked[0][0].toUpperCase()}${picked.join(' ').slice(1)}.`;
  }
}

/** Writes a text of at least `bytes` bytes into a file. */
export async function writeText(file, bytes) {
  const stream = createWriteStream(file);
  let written = 0;
  let block = '';
  for (const paragraph of paragraphs()) {
    block += `${paragraph}\n\n`;
    if (block.length < 1 << 20 && written + block.length < bytes) continue;
    written += Buffer.byteLength(block);
    if (!stream.write(block)) await once(stream, 'drain');
    block = '';
    if (written >= bytes) break;
  }
  stream.end();
  await once(stream, 'finish');
}
