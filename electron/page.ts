/** The scheme of the window's own files. */
export const scheme = 'app';

/** Where the window's files are served from. */
export const origin = `${scheme}://manicule`;

/** The one page there is. */
export const pageUrl = `${origin}/index.html`;

/**
 * True for the one page. Whole URLs are compared, up to `?` and `#`:
 * the origin of a URL with a scheme of one's own is the string "null", and so is that of `data:`.
 */
export function isPage(url: string): boolean {
  return url.split(/[?#]/, 1)[0] === pageUrl;
}
