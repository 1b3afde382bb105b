/** Does sliced work in parts that no one feels, the first one at once. Answers with the function that gives it up. */
export declare function inParts<Answer>(work: Generator<void, Answer>, done: (answer: Answer) => void): () => void;
