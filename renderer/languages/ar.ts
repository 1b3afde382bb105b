import { arabic } from '../../core/messages/ar';
import { arabicWindow } from '../../core/messages/ar-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...arabic, ...arabicWindow };
