import type { Problem, Result } from '../core/problem';
import { type Change } from '../core/session/change';
/** How what is on the screen relates to what is on the disk. */
export type SaveState = {
    readonly kind: 'saved';
} | {
    readonly kind: 'saving';
} | {
    readonly kind: 'failed';
    readonly problem: Problem;
};
/**
 * Brings changes to the disk, one request at a time and in order. What comes while a request is under way is joined into
 * the next one, where both are small. A failed change is kept, tried again, and never forgotten.
 */
export declare class Saver {
    private readonly save;
    private readonly onState;
    private waiting;
    private underWay;
    private timer;
    private idle;
    constructor(save: (change: Change) => Promise<Result<null>>, onState: (state: SaveState) => void);
    /** What is not on the disk yet, oldest first. */
    get unsaved(): readonly Change[];
    /** Saves a change. */
    add(change: Change): void;
    /** Tries at once what failed before. */
    retry(): void;
    /** Resolves when nothing is under way: all is saved, or the last try failed. */
    settled(): Promise<void>;
    /** Ends the tries. What is unsaved stays in `unsaved`. */
    stop(): void;
    private next;
    private answered;
}
