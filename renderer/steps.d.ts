import type { Session, Step } from '../core/session/session';
import { type Sliced } from '../core/slices';
/**
 * Makes the steps of a session one after the other, very large ones in parts. Whatever builds upon a step that is being made has it
 * made at once: nothing is ever done to a session that is about to be replaced.
 */
export declare class Steps {
    private readonly session;
    private readonly made;
    private work;
    private giveUp;
    private waiting;
    constructor(session: () => Session, made: (step: Step) => void);
    /** Takes a step that changes so many annotations. */
    take(size: number, work: (session: Session) => Sliced<Step | null>): void;
    /** Makes at once what is being made. To be called before the session is looked at by what is to change it. */
    finish(): void;
    /** Resolves when nothing is being made. */
    done(): Promise<void>;
    private end;
}
