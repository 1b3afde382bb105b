import { api } from './api';
import { connect } from './connect';
import { speakAsPage } from './follow-language';

// Asked for before anything else: the answer takes its time too.
const starting = Promise.all([api.start(), speakAsPage()]).then(([start]) => start);
const reader = connect(starting);
// Everything around the text, and React with it, comes when the text stands on the screen.
reader.whenPainted(() => { void import('./later').then(({ mount }) => { mount(reader); }); });
