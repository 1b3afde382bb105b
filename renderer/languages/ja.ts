import { japanese } from '../../core/messages/ja';
import { japaneseWindow } from '../../core/messages/ja-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...japanese, ...japaneseWindow };
