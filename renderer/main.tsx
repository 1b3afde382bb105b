import { api } from './api';
import { connect } from './connect';

// Asked for before anything else: the answer takes its time too.
const starting = api.start();
const reader = connect(starting);
// Everything around the text, and React with it, comes when the text stands on the screen.
reader.whenPainted(() => { void import('./later').then(({ mount }) => { mount(reader); }); });
