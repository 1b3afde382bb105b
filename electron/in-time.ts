/** What `answer` says, or `late` where that does not come for so many milliseconds: a network drive that is away may never answer. */
export async function inTime<Value>(answer: Promise<Value>, late: Value, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<Value>((resolve) => { timer = setTimeout(() => { resolve(late); }, milliseconds); });
  return Promise.race([answer, waited]).finally(() => { clearTimeout(timer); });
}
