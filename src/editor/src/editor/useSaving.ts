import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { change, changeTagged, part, readTagged, Refused } from '../api/client';
import type { RecipeDocument } from '../api/document';
import { recipe as reading } from '../api/queries';
import type { Recipe } from '../api/types';
import { useAsk } from '../parts/Ask';
import { useDoing } from '../parts/useDoing';
import { useDraft } from './Draft';
import { inWordsOfTheForm } from './problems';

/** Saving, publishing and discarding the recipe that is being edited. */
export function useSaving(saved: Recipe | null, tag: string | null) {
  const { document, warnings, restart } = useDraft();
  const client = useQueryClient();
  const ask = useAsk();
  const go = useNavigate();
  const { act, busy } = useDoing();
  const dirty = saved === null || JSON.stringify(saved.document) !== JSON.stringify(document);
  const leaves = useRef(false);

  // What the app now has is what was sent: the answer of a change comes without the document.
  const keep = async (answer: { data: Recipe; tag: string | null }) => {
    client.setQueryData(reading(document.id).queryKey, { data: { ...answer.data, document: document as never }, tag: answer.tag });
    if (saved === null) {
      leaves.current = true;
      await go(`/recipe/${encodeURIComponent(document.id)}`, { replace: true });
    }
  };

  const send = async () => {
    try {
      return saved === null
        ? await changeTagged<Recipe>('/api/recipes', { body: document })
        : await changeTagged<Recipe>(`/api/recipes/${part(saved.id)}`, { method: 'PUT', body: document, ifMatch: tag });
    } catch (error) {
      throw error instanceof Refused ? error.telling(inWordsOfTheForm(error.problems, document)) : error;
    }
  };

  // Kept, and at its own address, before it is said: who reads that it is saved may go elsewhere or load the page anew at once.
  const save = () => act(async () => keep(await send()), 'The draft is saved.', 'recipes');

  const publish = async () => {
    const yes = await ask({
      title: 'Publish?',
      text: [`${document.name || 'The recipe'} runs for every meeting that becomes ready from now on.`, ...warnings],
      yes: 'Publish',
      danger: document.share === 'make-public',
    });
    if (!yes) return;
    await act(
      async () => {
        const drafted = dirty ? await send() : { tag };
        await keep(await changeTagged<Recipe>(`/api/recipes/${part(document.id)}/publish`, { ifMatch: drafted.tag }));
      },
      `${document.name} is on.`,
      'recipes',
    );
  };

  const discard = async () => {
    if (saved === null) {
      leaves.current = true;
      await go('/recipes');
      return;
    }
    if (dirty) {
      restart(saved.document as RecipeDocument);
      return;
    }
    const yes = await ask({
      title: 'Discard the draft?',
      text: `The draft is again what was published as version ${saved.version}.`,
      yes: 'Discard',
      danger: true,
    });
    if (!yes) return;
    await act(
      async () => {
        await change(`/api/recipes/${part(saved.id)}/discard`, { ifMatch: tag });
        const fresh = await readTagged<Recipe>(`/api/recipes/${part(saved.id)}`);
        client.setQueryData(reading(saved.id).queryKey, fresh);
        restart(fresh.data.document as RecipeDocument);
      },
      'The draft is again what was published.',
      'recipes',
    );
  };

  const off = async () => {
    const yes = await ask({
      title: 'Switch off?',
      text: `${document.name} starts no more, and its runs that still wait are cancelled.`,
      yes: 'Switch off',
    });
    if (yes) await act(() => change(`/api/recipes/${part(document.id)}/off`), `${document.name} is off.`, 'recipes', 'recipe');
  };

  const remove = async () => {
    const yes = await ask({
      title: 'Delete the recipe?',
      text: `${document.name} is gone then; what it did stays under Runs.`,
      yes: 'Delete',
      danger: true,
    });
    if (!yes) return;
    leaves.current = true;
    const done = await act(
      async () => {
        await change(`/api/recipes/${part(document.id)}`, { method: 'DELETE' });
        return true;
      },
      `${document.name} is deleted.`,
      'recipes',
    );
    if (done) await go('/recipes');
  };

  return { dirty, guards: dirty && saved !== null && !leaves.current, busy, save, publish, discard, off, remove };
}
