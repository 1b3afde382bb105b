import { failure } from '../core/problem';

/** The answer to an argument that is not what it must be. */
export function refused(argument: string): ReturnType<typeof failure> {
  return failure({ kind: 'invalid-argument', argument });
}
