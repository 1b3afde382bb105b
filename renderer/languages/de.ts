import { german } from '../../core/messages/de';
import { germanWindow } from '../../core/messages/de-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...german, ...germanWindow };
