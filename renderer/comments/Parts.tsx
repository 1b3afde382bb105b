import { Fragment } from 'react';

/** Short facts in a row. Each is set by itself: a name in other letters must not turn the numbers beside it round. */
export function Parts({ of }: { readonly of: readonly string[] }) {
  return of.filter((part) => part !== '').map((part, at) => <Fragment key={at}>{at > 0 ? ' · ' : ''}<bdi className="part">{part}</bdi></Fragment>);
}
