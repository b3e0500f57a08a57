import type { Preview } from '../api/types';
import { MailPreview } from './MailPreview';
import styles from './Preview.module.css';
import { SlackPreview } from './SlackPreview';

/** What a step would send, as it will look where it arrives. */
export function PreviewOf({ preview, label }: { preview: Preview; label: string }) {
  return (
    <div role="group" aria-label={label}>
      {preview.kind === 'slack' && <SlackPreview text={preview.text} blocks={preview.blocks} replies={preview.replies} />}
      {preview.kind === 'mail' && <MailPreview subject={preview.subject} to={preview.to} text={preview.text} html={preview.html} />}
      {preview.kind === 'text' && <p className={`${styles.plain} ${styles.text}`}>{preview.text}</p>}
    </div>
  );
}
