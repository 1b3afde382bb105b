/**
 * Says why a file is not read any further. Thrown within the readers of packages and XML, so that they stop wherever they are,
 * and turned into a Problem at their border. `message` is a sentence for the person.
 */
export class RefusedFile extends Error {}
