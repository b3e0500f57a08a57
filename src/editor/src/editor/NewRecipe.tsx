import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { catalogue, connections, gallery, recipes } from '../api/queries';
import { NotThere } from '../parts/NotThere';
import { Page } from '../parts/Page';
import { Failed, Loading } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { emptyRecipe, free, withConnections } from './begin';
import { DraftOf } from './Draft';
import { RecipeEditor } from './RecipeEditor';

/** The page of a recipe that is not saved so far: empty, or begun from one of the gallery. */
export function NewRecipe() {
  const { sample = '' } = useParams();
  const { mayEdit } = useCaller();
  const words = useQuery(catalogue);
  const accounts = useQuery(connections);
  const known = useQuery(recipes);
  const ready = useQuery({ ...gallery, enabled: sample !== '' });
  const error = words.error ?? accounts.error ?? known.error ?? ready.error;
  if (error) {
    return (
      <Page title="New recipe">
        <Failed error={error} />
      </Page>
    );
  }
  if (!words.data || !accounts.data || !known.data || (sample !== '' && ready.isPending)) return <Loading lines={5} />;

  const taken = known.data.items.map(({ id }) => id);
  const entry = ready.data?.find(({ id }) => id === sample);
  if (sample !== '' && !entry) return <NotThere title="The gallery has no such recipe" to="/gallery" back="To the gallery" />;
  const begun = entry
    ? { ...entry.recipe, id: free(entry.recipe.id, taken) }
    : emptyRecipe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const start = withConnections(begun, words.data.actions, accounts.data.items);
  return (
    <DraftOf key={sample} start={start} catalogue={words.data} connections={accounts.data.items} mayEdit={mayEdit}>
      <RecipeEditor saved={null} tag={null} />
    </DraftOf>
  );
}
