import type { ManiculeApi, Requests } from '../core/contract';

/** All that a window can ask: the contract's requests, and a dropped file, whose path the preload script found out. */
export type ServedRequests = Requests & { openDropped(path: string): ReturnType<ManiculeApi['openDropped']> };

/** The channel of a request. */
export function channelOf(name: keyof ServedRequests): string {
  return `manicule:${name}`;
}

/** The channel of notices, from the main process to a window. */
export const noticeChannel = 'manicule:notice';
