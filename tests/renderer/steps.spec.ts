import { expect, test } from '@playwright/test';
import { annotationOf } from '../core/annotation-sample';
import { withFields } from '../../core/model/annotation';
import { adding, sizeOf, updating, type Change } from '../../core/session/change';
import { performInSlices, startSession, undoInSlices, type Session } from '../../core/session/session';
import type { Problem, Result } from '../../core/problem';
import { Saver } from '../../renderer/saver';
import { Steps } from '../../renderer/steps';

const later = '2026-02-02T00:00:00.000Z';
const many = Array.from({ length: 30_000 }, (_, at) => annotationOf(at, at, at + 5));

function recolored(session: Session): Change {
  return { added: [], removed: [], updated: [...session.annotations.values()].map((before) => ({ before, after: withFields(before, { color: 'blue' }, later) })) };
}

test('a step of very many annotations is made in parts, and at once for what builds upon it', async () => {
  let session = startSession(many);
  const made: number[] = [];
  const steps = new Steps(() => session, (step) => {
    session = step.session;
    made.push(sizeOf(step.change));
  });
  const all = recolored(session);
  steps.take(sizeOf(all), (from) => performInSlices(from, all));
  expect(made).toEqual([]);
  const [first] = many;
  const { id } = first!;
  steps.take(1, (from) => {
    expect(from.annotations.get(id)?.color).toBe('blue');
    return performInSlices(from, updating(from.annotations.get(id)!, withFields(from.annotations.get(id)!, { comment: '😀' }, later)));
  });
  expect(made).toEqual([30_000, 1]);
  steps.take(1, undoInSlices);
  steps.take(30_000, undoInSlices);
  await steps.done();
  expect(made).toEqual([30_000, 1, 1, 30_000]);
  expect([...session.annotations.values()].map(({ color, comment, revision }) => `${color}${comment}${String(revision)}`).filter((content) => !/^yellow(3|5)$/.test(content))).toEqual([]);
  expect(session.undo).toHaveLength(0);
});

test('large changes are saved one by one and in order, small ones together; what failed goes first again', async () => {
  const asked: number[] = [];
  const answers: ((result: Result<null>) => void)[] = [];
  const states: string[] = [];
  const saver = new Saver((change) => {
    asked.push(sizeOf(change));
    return new Promise((resolve) => { answers.push(resolve); });
  }, ({ kind }) => { states.push(kind); });
  const answer = async (result: Result<null>) => {
    answers.shift()?.(result);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  const of = (count: number): Change => adding(...many.slice(0, count));
  for (const change of [of(1), of(2_000), adding(many[2_001]!), adding(many[2_002]!), of(3_000)]) saver.add(change);
  expect(saver.unsaved.map(sizeOf)).toEqual([1, 2_000, 2, 3_000]);
  await answer({ ok: true, value: null });
  const problem: Problem = { kind: 'store-locked', path: '/library' };
  await answer({ ok: false, problem });
  expect(saver.unsaved.map(sizeOf)).toEqual([2_000, 2, 3_000]);
  saver.retry();
  for (let times = 0; times < 3; times += 1) await answer({ ok: true, value: null });
  expect(asked).toEqual([1, 2_000, 2_000, 2, 3_000]);
  expect(saver.unsaved).toEqual([]);
  expect(states.at(-1)).toBe('saved');
  saver.stop();
});

test('a change that failed goes again as it was; what came after it goes together', async () => {
  const asked: Change[] = [];
  let fail: () => void = () => undefined;
  const saver = new Saver((change) => {
    asked.push(change);
    return new Promise((resolve) => { fail = () => { resolve({ ok: false, problem: { kind: 'store-locked', path: '/library' } }); }; });
  }, () => undefined);
  const [first, second, third, fourth] = many.slice(0, 4).map((annotation) => adding(annotation));
  saver.add(first!);
  saver.add(second!);
  fail();
  await saver.settled();
  saver.add(third!);
  fail();
  await saver.settled();
  saver.add(fourth!);
  saver.stop();
  expect(asked).toEqual([first, first, first]);
  expect(saver.unsaved.map(sizeOf)).toEqual([1, 3]);
});
