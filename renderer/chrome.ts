/** Everything around the text, in one piece that is fetched after the first text stands on the screen. */
export { CommentLayer } from './comments/CommentLayer';
export { MarkBar } from './comments/MarkBar';
export { Problems } from './problems/Problems';
export { Toast } from './problems/Toast';
export { ShortcutSheet } from './sidebar/ShortcutSheet';
export { Sidebar } from './sidebar/Sidebar';
export { StartPage } from './toolbar/StartPage';
export { StatusLine } from './toolbar/StatusLine';
export { Toolbar } from './toolbar/Toolbar';
