import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useReducer, useState, type ReactNode } from 'react';
import type { Catalogue } from '../api/catalogue';
import { change } from '../api/client';
import type { RecipeDocument } from '../api/document';
import type { Connection, Problem, RecipeCheck } from '../api/types';
import { begin, remember, type History, type Step } from './history';
import { nameOfPlace, withValue, type Place } from './path';
import { inWordsOfTheForm } from './problems';

const pause = 400;

/** A meeting whose facts are shown as samples, and that the recipe is tried with. */
export interface Sample {
  id: string;
  connection: string;
}

interface Draft {
  document: RecipeDocument;
  catalogue: Catalogue;
  connections: readonly Connection[];
  problems: readonly Problem[];
  warnings: readonly string[];
  mayEdit: boolean;
  sample: Sample | null;
  choose: (sample: Sample | null) => void;
  put: (place: Place, value: unknown) => void;
  replace: (document: RecipeDocument, what: string) => void;
  undo?: () => void;
  redo?: () => void;
  restart: (document: RecipeDocument) => void;
}

const Context = createContext<Draft | null>(null);

/** The recipe that is being edited, and what can be said of it. */
export function useDraft(): Draft {
  const draft = useContext(Context);
  if (!draft) throw new Error('There is no recipe being edited here.');
  return draft;
}

/** What is wrong at one place, in a sentence; undefined where nothing is. */
export function useProblem(place: Place): string | undefined {
  const path = nameOfPlace(place);
  return told(useDraft().problems.filter((problem) => problem.path === path));
}

/** What is wrong with a list that is one field: with itself or with one of its entries. */
export function useProblemsBelow(place: Place): string | undefined {
  const path = nameOfPlace(place);
  return told(useDraft().problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`)));
}

function told(problems: readonly Problem[]): string | undefined {
  return problems.length === 0 ? undefined : problems.map(({ message, advice }) => `${message} ${advice}`).join(' ');
}

interface Given {
  start: RecipeDocument;
  catalogue: Catalogue;
  connections: readonly Connection[];
  mayEdit: boolean;
  children: ReactNode;
}

export function DraftOf({ start, catalogue, connections, mayEdit, children }: Given) {
  const [history, dispatch] = useReducer(
    remember as (history: History<RecipeDocument>, step: Step<RecipeDocument>) => History<RecipeDocument>,
    start,
    begin,
  );
  const [sample, choose] = useState<Sample | null>(null);
  const document = history.now;
  const [settled] = useDebouncedValue(document, pause);
  const check = useQuery({
    queryKey: ['check', settled],
    queryFn: () => change<RecipeCheck>('/api/recipes/check', { body: settled }),
    placeholderData: (before) => before,
    staleTime: 10_000,
    gcTime: 10_000,
  });
  const found = check.data?.problems;
  const warned = check.data?.warnings;
  const warnings = useMemo(() => warned ?? [], [warned]);
  const problems = useMemo(() => inWordsOfTheForm(found ?? [], document), [found, document]);

  const draft = useMemo<Draft>(
    () => ({
      document,
      catalogue,
      connections,
      problems,
      warnings,
      mayEdit,
      sample,
      choose,
      put: (place, value) => dispatch({ kind: 'change', to: withValue(document, place, value), what: nameOfPlace(place), at: Date.now() }),
      replace: (to, what) => dispatch({ kind: 'change', to, what, at: Date.now() }),
      undo: history.past.length > 0 ? () => dispatch({ kind: 'undo' }) : undefined,
      redo: history.future.length > 0 ? () => dispatch({ kind: 'redo' }) : undefined,
      restart: (to) => dispatch({ kind: 'start', with: to }),
    }),
    [document, catalogue, connections, problems, warnings, mayEdit, sample, history],
  );

  return <Context.Provider value={draft}>{children}</Context.Provider>;
}
