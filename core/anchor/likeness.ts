/** Whether two letters of `first` only changed places in `second`, both as long. */
function isSwap(first: string, second: string, from: number): boolean {
  return first[from] === second[from + 1] && first[from + 1] === second[from] && first.slice(from + 2) === second.slice(from + 2);
}

/**
 * How much of the longer word both share at their ends, 0…1: what typing errors, endings and renamings leave.
 * One pair of letters that changed places counts as one letter lost.
 */
export function likeness(first: string, second: string): number {
  const shorter = Math.min(first.length, second.length);
  const longer = Math.max(first.length, second.length);
  if (shorter * 2 < longer) return 0;
  const one = first.toLowerCase();
  const two = second.toLowerCase();
  let head = 0;
  while (head < shorter && one.charCodeAt(head) === two.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < shorter - head && one.charCodeAt(one.length - 1 - tail) === two.charCodeAt(two.length - 1 - tail)) tail++;
  if (one.length === two.length && head + tail === longer - 2 && isSwap(one, two, head)) return (longer - 1) / longer;
  return (head + tail) / longer;
}
