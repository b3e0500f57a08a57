import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { connections, gallery } from '../api/queries';
import type { GalleryEntry } from '../api/types';
import { kindOf } from '../connections/kinds';
import { Chip } from '../parts/Chip';
import { Page } from '../parts/Page';
import { Empty, Waiting } from '../parts/Waiting';
import { PreviewOf } from '../preview/PreviewOf';

/** Ready recipes, each with what it needs and what comes out of it. */
export function GalleryPage() {
  const found = useQuery(gallery);
  return (
    <Page title="Gallery" lead="Ready recipes. Each is opened as a draft of your own: nothing runs before you publish it.">
      <Waiting on={found} lines={4}>
        {(entries) =>
          entries.length > 0 ? (
            <ul className="cards">
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </ul>
          ) : (
            <Empty
              title="No ready recipe here"
              action={
                <Button component={Link} to="/new">
                  Empty recipe
                </Button>
              }
            />
          )
        }
      </Waiting>
    </Page>
  );
}

function Entry({ entry }: { entry: GalleryEntry }) {
  const kinds = useQuery(connections).data?.items.map(({ kind }) => kind) ?? [];
  return (
    <li className="card">
      <h2>{entry.name}</h2>
      <p>{entry.description}</p>
      {entry.needs.length > 0 && (
        <ul className="plain tight" aria-label="What it needs">
          {entry.needs.map(({ kind, what }) => (
            <li key={`${kind} ${what}`}>
              {kind === 'connection' && (
                <>
                  <Chip tone={kinds.includes(what) ? 'good' : 'wait'}>{kinds.includes(what) ? 'there' : 'missing'}</Chip> A connection to{' '}
                  {kindOf(what).title}
                </>
              )}
              {kind === 'destination' && <>Where it goes, for example: {what}</>}
              {kind !== 'connection' && kind !== 'destination' && what}
            </li>
          ))}
        </ul>
      )}
      <PreviewOf preview={entry.preview} label={`What comes out of ${entry.name}`} />
      <div className="row">
        <Button component={Link} to={`/new/${encodeURIComponent(entry.id)}`}>
          Use it<span className="visually-hidden">: {entry.name}</span>
        </Button>
      </div>
    </li>
  );
}
