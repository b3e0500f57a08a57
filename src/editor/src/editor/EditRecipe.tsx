import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { RecipeDocument } from '../api/document';
import { catalogue, connections, recipe } from '../api/queries';
import { isNotThere, NotThere } from '../parts/NotThere';
import { Page } from '../parts/Page';
import { Failed, Loading } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { DraftOf } from './Draft';
import { RecipeEditor } from './RecipeEditor';

/** The page of a recipe that is saved. */
export function EditRecipe() {
  const { id = '' } = useParams();
  const { mayEdit } = useCaller();
  const words = useQuery(catalogue);
  const accounts = useQuery(connections);
  const found = useQuery({ ...recipe(id), refetchOnWindowFocus: false });
  const error = found.error ?? words.error ?? accounts.error;
  if (!found.data && isNotThere(found.error)) return <NotThere title="There is no such recipe" to="/recipes" back="All recipes" />;
  if (error && !(found.data && words.data && accounts.data)) {
    return (
      <Page title="Recipe">
        <Failed error={error} again={() => void found.refetch()} />
      </Page>
    );
  }
  if (!found.data || !words.data || !accounts.data) return <Loading lines={5} />;
  return (
    <DraftOf
      key={id}
      start={found.data.data.document as RecipeDocument}
      catalogue={words.data}
      connections={accounts.data.items}
      mayEdit={mayEdit}
    >
      <RecipeEditor saved={found.data.data} tag={found.data.tag} />
    </DraftOf>
  );
}
