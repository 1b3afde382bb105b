import { useEffect, useState } from 'react';
import type { CopyPreview } from '../../core/contract';
import type { Problem } from '../../core/problem';
import { api } from '../api';
import type { Reader } from '../reader';
import type { Choice } from './last-choice';

/** Milliseconds of rest before a preview is made: arrows run through the formats. */
const restTime = 150;

/** A preview, or why there is none. Both null: on its way. */
export interface Previewed {
  readonly preview: CopyPreview | null;
  readonly problem: Problem | null;
}

interface Answer extends Previewed {
  readonly choice: Choice;
}

/** What a choice will bring out. The answer to an earlier choice is never shown for a later one. */
export function usePreview(reader: Reader, choice: Choice): Previewed {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const { document } = reader.store.get();
      if (!document) return;
      await reader.saveAll();
      if (!wanted) return;
      const result = await api.previewCopy(document.documentId, choice.format, choice.options);
      if (!wanted || (!result.ok && result.problem.kind === 'cancelled')) return;
      setAnswer(result.ok ? { choice, preview: result.value, problem: null } : { choice, preview: null, problem: result.problem });
    };
    const timer = setTimeout(() => { void ask(); }, restTime);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [reader, choice]);
  return answer?.choice === choice ? answer : { preview: null, problem: null };
}
