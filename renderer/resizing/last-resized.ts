/**
 * Where the caret was put when an annotation was resized last. After an undo it can stand outside the passage; the keys go on from there
 * all the same, until it is moved.
 */
export const lastResized = { id: '', caret: -1 };
