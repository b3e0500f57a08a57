import { Switch } from '@mantine/core';
import { useDraft, useProblem } from './Draft';
import { idOfField } from './path';

/** That the recipe may make meetings public. It has to be said, because nothing takes it back. */
export function PublicConsent() {
  const { document, put, mayEdit } = useDraft();
  const problem = useProblem(['share']);
  return (
    <div className="card bad tight">
      <p>
        <strong>The meeting becomes public, for good.</strong> Whoever has the link reads all of it, and nothing takes a link back.
      </p>
      <Switch
        id={idOfField('share')}
        label="This recipe may make meetings public"
        checked={document.share === 'make-public'}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => put(['share'], event.currentTarget.checked ? 'make-public' : undefined)}
      />
    </div>
  );
}
