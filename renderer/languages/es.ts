import { spanish } from '../../core/messages/es';
import { spanishWindow } from '../../core/messages/es-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...spanish, ...spanishWindow };
