import { createElement, type ReactNode } from 'react';
import { readHtml, type Shown } from './html';
import styles from './Preview.module.css';

/** A mail as it will look: its head, and its text. */
export function MailPreview({
  subject,
  to,
  text,
  html,
}: {
  subject: string;
  to: readonly string[] | string;
  text: string;
  html: string | null | undefined;
}) {
  const recipients = typeof to === 'string' ? to : to.join(', ');
  return (
    <div className={styles.mail}>
      <dl className={styles.head}>
        <dt>To</dt>
        <dd>{recipients || 'nobody so far'}</dd>
        <dt>Subject</dt>
        <dd>
          <strong>{subject}</strong>
        </dd>
      </dl>
      {html ? <div className={styles.letter}>{readHtml(html).map(show)}</div> : <p className={styles.text}>{text}</p>}
    </div>
  );
}

// Headings and tables of the mail would be headings and tables of the page.
const looks: Record<string, { tag: string; style?: string }> = {
  h1: { tag: 'p', style: styles.header },
  h2: { tag: 'p', style: styles.header },
  h3: { tag: 'p', style: styles.header },
  table: { tag: 'div' },
  tbody: { tag: 'div' },
  tr: { tag: 'div' },
  td: { tag: 'span' },
  th: { tag: 'span' },
};

function show(shown: Shown, key: number): ReactNode {
  if (typeof shown === 'string') return shown;
  if (shown.tag === 'a') {
    return shown.to ? (
      <a key={key} href={shown.to} target="_blank" rel="noopener noreferrer">
        {shown.inside.map(show)}
      </a>
    ) : (
      <span key={key}>{shown.inside.map(show)}</span>
    );
  }
  const look = looks[shown.tag] ?? { tag: shown.tag };
  return createElement(look.tag, { key, className: look.style }, shown.inside.length > 0 ? shown.inside.map(show) : undefined);
}
