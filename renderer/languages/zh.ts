import { chinese } from '../../core/messages/zh';
import { chineseWindow } from '../../core/messages/zh-window';

/** All texts of the window, in one file: it is asked for once. */
export const texts = { ...chinese, ...chineseWindow };
