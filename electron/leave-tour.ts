import type { DocumentSession } from './document-session';
import type { Problem, Result } from '../core/problem';
import type { Library } from './storage/library';
import type { Tour } from './tour';

/** What is asked of the person before the tour goes, and what they are told. */
export interface TourQuestions {
  askToKeep(): Promise<'keep' | 'drop' | 'stay'>;
  /** Where the copy shall be; null: cancelled. */
  chooseCopy(source: string): Promise<string | null>;
  tell(problem: Problem): Promise<void>;
  /** A copy is in the person's library now. */
  kept(): void;
}

/** Writes the tour that a window shows to a file of the person's. From then on nothing of it would be lost. */
export async function keepTourAs(to: string, session: DocumentSession, tour: Tour, library: Library): Promise<Result<null>> {
  const kept = await tour.keep(to, library);
  if (kept.ok) session.touched = false;
  return kept;
}

/** Before a window closes: where it shows the tour with marks of the person's, asks whether a copy shall be kept. False: the window stays. */
export async function mayLeaveTour(session: DocumentSession | null, tour: Tour, library: Promise<Library>, questions: TourQuestions): Promise<boolean> {
  if (!session?.touched || session.path !== tour.path) return true;
  const answer = await questions.askToKeep();
  if (answer !== 'keep') return answer === 'drop';
  const to = await questions.chooseCopy(session.path);
  if (to === null) return false;
  const kept = await keepTourAs(to, session, tour, await library);
  if (kept.ok) questions.kept();
  else await questions.tell(kept.problem);
  return kept.ok;
}
