import { Switch } from '@mantine/core';
import { useDraft, useProblem } from './Draft';
import { idOfField } from './path';
import { makesPublic } from './questions';

/** That the recipe may make meetings public. It has to be said, because nothing takes it back; nothing stands here where nothing would. */
export function PublicConsent() {
  const { document, catalogue, put, mayEdit } = useDraft();
  const problem = useProblem(['share']);
  const said = document.share === 'make-public';
  const does = makesPublic(document, catalogue.actions);
  if (!does && !said) return null;
  return (
    <section className="card bad stack" aria-labelledby="public">
      <h2 id="public">A public link</h2>
      {does ? (
        <p>
          <strong>The meeting becomes public, for good.</strong> Whoever has the link reads all of it, and nothing takes a link back.
        </p>
      ) : (
        <p>No step makes a public link any more, so this need not be allowed.</p>
      )}
      <Switch
        id={idOfField('share')}
        label="This recipe may make meetings public"
        checked={said}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => put(['share'], event.currentTarget.checked ? 'make-public' : undefined)}
      />
    </section>
  );
}
