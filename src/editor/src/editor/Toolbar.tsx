import { Button } from '@mantine/core';
import type { Recipe } from '../api/types';
import { LeaveGuard } from '../parts/LeaveGuard';
import { useDraft } from './Draft';
import styles from './Toolbar.module.css';
import { useSaving } from './useSaving';

/** What can be done with the whole recipe. */
export function Toolbar({ saved, tag }: { saved: Recipe | null; tag: string | null }) {
  const { mayEdit, undo, redo } = useDraft();
  const { dirty, guards, busy, save, publish, discard, remove, off } = useSaving(saved, tag);
  if (!mayEdit) return <p className="faint">You may look at recipes, not change them.</p>;
  return (
    <div className={styles.bar} role="group" aria-label="The recipe">
      {guards && <LeaveGuard />}
      <div className="row">
        <Button onClick={() => void publish()} loading={busy} disabled={saved?.state === 'on' && !dirty && !saved.changed}>
          {saved?.state === 'on' ? 'Publish changes' : 'Publish'}
        </Button>
        <Button variant="default" onClick={() => void save()} disabled={!dirty || busy}>
          Save draft
        </Button>
        <Button variant="default" onClick={() => void discard()} disabled={busy || !(dirty || (saved?.changed && saved.version > 0))}>
          Discard changes
        </Button>
      </div>
      <div className="row">
        <Button variant="subtle" onClick={undo} disabled={!undo}>
          Undo
        </Button>
        <Button variant="subtle" onClick={redo} disabled={!redo}>
          Redo
        </Button>
        {saved?.state === 'on' && (
          <Button variant="subtle" onClick={() => void off()}>
            Switch off
          </Button>
        )}
        {saved && saved.state !== 'on' && (
          <Button variant="subtle" onClick={() => void remove()}>
            Delete
          </Button>
        )}
      </div>
      <p className="faint" role="status">
        {dirty ? 'Changes are not saved.' : saved ? 'All changes are saved.' : ''}
      </p>
    </div>
  );
}
