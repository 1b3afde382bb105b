/** The beginning of a comment in one line, without the signs of Markdown: for places that have room for no more. `longest` is in UTF-16 units. */
export function plainWords(markdown: string, longest: number): string {
  return markdown.slice(0, longest)
    .replace(/^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+)+/gmu, '')
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/gu, '$1')
    .replace(/`+/gu, '')
    .replace(/(\*\*|__|~~)(?=\S)([^\n]+?)(?<=\S)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^\n]+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\s+/gu, ' ')
    .trim();
}
