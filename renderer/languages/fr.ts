import { french } from '../../core/messages/fr';
import { frenchWindow } from '../../core/messages/fr-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...french, ...frenchWindow };
