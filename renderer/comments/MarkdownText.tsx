import Markdown from 'react-markdown';

/**
 * A comment's Markdown as elements. Never as markup: raw HTML stays text, pictures and links load and open nothing; a link
 * shows its address when it is pointed at.
 */
export default function MarkdownText({ text }: { readonly text: string }) {
  return (
    <Markdown
      disallowedElements={['img']}
      unwrapDisallowed
      components={{ a: ({ href, children }) => <span className="comment-link" title={href}>{children}</span> }}
    >
      {text}
    </Markdown>
  );
}
