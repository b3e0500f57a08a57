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
import { sentence } from '../parts/sentence';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { AllAgain } from './AllAgain';
import { kinds } from './kinds';

/** All runs, those of the newest meetings first, with why each ended as it did. */
export function RunsPage() {
  const { mayEdit } = useCaller();
  const known = useQuery(recipes).data?.items ?? [];
  const [states, setStates] = useState('');
  const [recipe, setRecipe] = useState('');
  const again = kinds.find(({ value }) => value === states)?.again;
  return (
    <Page title="Runs" lead="One run is one recipe on one meeting. Open it to see what was delivered, or to run it again.">
      <form className="row" onSubmit={(event) => event.preventDefault()} aria-label="Which runs">
        <NativeSelect label="Show" value={states} onChange={(event) => setStates(event.currentTarget.value)} data={kinds} />
        <NativeSelect
          label="Of recipe"
          value={recipe}
          onChange={(event) => setRecipe(event.currentTarget.value)}
          data={[{ value: '', label: 'all recipes' }, ...known.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {mayEdit && again && <AllAgain state={again} recipe={recipe} />}
      </form>
      <List key={`${states} ${recipe}`} states={states} recipe={recipe} names={new Map(known.map(({ id, name }) => [id, name]))} />
    </Page>
  );
}

function List({ states, recipe, names }: { states: string; recipe: string; names: ReadonlyMap<string, string> }) {
  const place = useCursor();
  const found = useQuery(runs(place.cursor, states, recipe));
  return (
    <Waiting on={found} lines={6}>
      {(page) => (
        <>
          {page.items.length > 0 ? (
            <ul className="list">
              {page.items.map((run) => (
                <Row key={run.id} run={run} name={names.get(run.recipe) ?? run.recipe} />
              ))}
            </ul>
          ) : (
            <Empty title={states || recipe || page.next || place.back ? 'None of these here' : 'No run so far'}>
              <p>{page.next ? 'Older meetings may have some.' : 'A run begins when a published recipe meets a meeting.'}</p>
            </Empty>
          )}
          <Pager
            number={place.number}
            back={place.back}
            forth={page.next ? () => place.forth(page.next!) : undefined}
            words={['Newer', 'Older']}
          />
        </>
      )}
    </Waiting>
  );
}

function Row({ run, name }: { run: Run; name: string }) {
  const { tone, word } = verdict(run);
  const about = run.deliveries.find((delivery) => delivery.reason)?.reason ?? run.reason;
  const advice = run.deliveries.find((delivery) => delivery.advice)?.advice ?? run.advice;
  return (
    <li className="card tight">
      <div className="row between">
        <p className="grow">
          <Link className="link-row" to={`/run/${encodeURIComponent(run.id)}`}>
            {name}
          </Link>
        </p>
        <Chip tone={tone}>{word}</Chip>
      </div>
      <p className="faint">
        <Moment at={run.openedAt} />, {occasionOf(run.occasion)}, <code>{run.conversationId}</code>
      </p>
      {about && <p>{sentence(about)}</p>}
      {advice && <p className="advice">{advice}</p>}
    </li>
  );
}
