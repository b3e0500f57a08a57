import { Button, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { change, part } from '../api/client';
import { recipes } from '../api/queries';
import type { Recipe } from '../api/types';
import { runWord } from '../meetings/verdict';
import { useAsk } from '../parts/Ask';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
import { useDoing } from '../parts/useDoing';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';

const enoughToSearch = 8;

/** All recipes: what is on, what is only a draft, and how each did last. */
export function RecipesPage() {
  const { mayEdit } = useCaller();
  const found = useQuery(recipes);
  const actions = mayEdit && (
    <>
      <Button component={Link} to="/gallery">
        From the gallery
      </Button>
      <Button component={Link} to="/new" variant="default">
        Empty recipe
      </Button>
    </>
  );
  return (
    <Page title="Recipes" lead="When a meeting is ready, and only if your conditions hold, then a recipe does its steps." actions={actions}>
      <Waiting on={found} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title="No recipe so far"
              action={
                mayEdit && (
                  <Button component={Link} to="/gallery">
                    Choose one from the gallery
                  </Button>
                )
              }
            >
              <p>The gallery has recipes that are ready but for your channel.</p>
            </Empty>
          ) : (
            <List items={items} />
          )
        }
      </Waiting>
    </Page>
  );
}

function List({ items }: { items: Recipe[] }) {
  const [search, setSearch] = useState('');
  const fitting = items.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(search.trim().toLowerCase()));
  const place = usePart(fitting);
  return (
    <>
      {items.length >= enoughToSearch && (
        <TextInput label="Find a recipe" value={search} onChange={(event) => setSearch(event.currentTarget.value)} type="search" />
      )}
      {fitting.length === 0 && (
        <Empty title="None of this name">
          <p>{items.length} recipes have other names.</p>
        </Empty>
      )}
      <ul className="list">
        {place.items.map((recipe) => (
          <Row key={recipe.id} recipe={recipe} />
        ))}
      </ul>
      <Pager {...place} />
    </>
  );
}

function Row({ recipe }: { recipe: Recipe }) {
  const { lastRun, problems } = recipe;
  return (
    <li className="card row between">
      <div className="grow tight">
        <p dir="auto">
          <Link className="link-row" to={`/recipe/${encodeURIComponent(recipe.id)}`}>
            {recipe.name}
          </Link>
        </p>
        <p className="row faint">
          <StateOf recipe={recipe} />
          {lastRun ? (
            <span>
              Last run{' '}
              <Link to={`/run/${encodeURIComponent(lastRun.id)}`}>
                <Moment at={lastRun.openedAt} />
              </Link>
              : {runWord(lastRun.state)}
            </span>
          ) : (
            <span>No run lately</span>
          )}
        </p>
        {problems && problems.length > 0 && (
          <p className="error">
            {problems[0]?.message} {problems[0]?.advice}
          </p>
        )}
      </div>
      <OnOff recipe={recipe} />
    </li>
  );
}

/** On, off or draft, and whether the draft says something else than what is published. */
export function StateOf({ recipe }: { recipe: Recipe }) {
  return (
    <>
      {recipe.state === 'on' && <Chip tone="good">on</Chip>}
      {recipe.state === 'off' && <Chip tone="off">off</Chip>}
      {recipe.state === 'draft' && <Chip tone="wait">draft</Chip>}
      {recipe.changed && recipe.version > 0 && <Chip tone="wait">draft differs from version {recipe.version}</Chip>}
    </>
  );
}

function OnOff({ recipe }: { recipe: Recipe }) {
  const { mayEdit } = useCaller();
  const ask = useAsk();
  const { act, busy } = useDoing();
  const on = recipe.state === 'on';

  const turn = async () => {
    const yes = await ask(
      on
        ? { title: 'Switch off?', text: `${recipe.name} starts no more, and its runs that still wait are cancelled.`, yes: 'Switch off' }
        : {
            title: 'Switch on?',
            text: `${recipe.name} is published as its draft stands, and runs for every meeting that becomes ready from now on.`,
            yes: 'Switch on',
          },
    );
    if (!yes) return;
    await act(
      () => change(`/api/recipes/${part(recipe.id)}/${on ? 'off' : 'publish'}`),
      `${recipe.name} is ${on ? 'off' : 'on'}.`,
      'recipes',
      'recipe',
    );
  };

  return (
    <Switch
      label={
        <span>
          {on ? 'On' : 'Off'}
          <span className="visually-hidden">: {recipe.name}</span>
        </span>
      }
      checked={on}
      disabled={!mayEdit || busy}
      onChange={() => void turn()}
    />
  );
}
