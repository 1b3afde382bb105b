import { createRoot } from 'react-dom/client';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { App } from './App';
import { styleNonce } from './style-nonce';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(<CSPProvider nonce={styleNonce}><App /></CSPProvider>);
