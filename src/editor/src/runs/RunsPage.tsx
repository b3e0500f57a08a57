import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { recipes, runs } from '../api/queries';
import type { Run } from '../api/types';
import { occasionOf, verdict } from '../meetings/verdict';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, useCursor } from '../parts/Pager';
import { Empty, Waiting } from '../parts/Waiting';
import { filterRuns, kinds, type Kind } from './filter';

const most = 100;

/** All runs, newest meeting first, with why each ended as it did. */
export function RunsPage() {
  const place = useCursor();
  const found = useQuery(runs(place.cursor, most));
  const known = useQuery(recipes).data?.items ?? [];
  const [kind, setKind] = useState<Kind>('all');
  const [recipe, setRecipe] = useState('');
  return (
    <Page title="Runs" lead="One run is one recipe on one meeting. Open its meeting to see the deliveries, or to run it again.">
      <form className="row" onSubmit={(event) => event.preventDefault()}>
        <NativeSelect label="Show" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)} data={kinds} />
        <NativeSelect
          label="Of recipe"
          value={recipe}
          onChange={(event) => setRecipe(event.currentTarget.value)}
          data={[{ value: '', label: 'all recipes' }, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </form>
      <Waiting on={found} lines={6}>
        {(page) => {
          const shown = filterRuns(page.items, kind, recipe);
          return (
            <>
              {shown.length > 0
                ? <ul className="list">{shown.map((run) => <Row key={run.id} run={run} name={known.find(({ id }) => id === run.recipe)?.name ?? run.recipe} />)}</ul>
                : <Empty title={page.items.length === 0 ? 'No run so far' : 'None of these'}>
                    <p>{page.items.length === 0 ? 'A run begins when a published recipe meets a meeting.' : `None of the ${page.items.length} runs on this page fits.`}</p>
                  </Empty>}
              <p className="faint" aria-live="polite">{shown.length} of {page.items.length} on this page.</p>
              <Pager number={place.number} back={place.back} forth={page.next ? () => place.forth(page.next!) : undefined} words={['Newer', 'Older']} />
            </>
          );
        }}
      </Waiting>
    </Page>
  );
}

function Row({ run, name }: { run: Run; name: string }) {
  const { tone, word } = verdict(run);
  const about = run.deliveries.find((delivery) => delivery.reason)?.reason ?? run.reason;
  const advice = run.deliveries.find((delivery) => delivery.advice)?.advice ?? run.advice;
  return (
    <li className="card tight">
      <div className="row between">
        <p className="grow"><Link className="link-row" to={`/run/${encodeURIComponent(run.id)}`}>{name}</Link></p>
        <Chip tone={tone}>{word}</Chip>
      </div>
      <p className="faint"><Moment at={run.openedAt} />, {occasionOf(run.occasion)}, <code>{run.conversationId}</code></p>
      {about && <p>{about}</p>}
      {advice && <p className="advice">{advice}</p>}
    </li>
  );
}

