/** The one-time word by which the page's policy lets libraries add style elements of their own. Empty where the page has none. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
