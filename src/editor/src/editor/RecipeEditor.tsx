import { TextInput } from '@mantine/core';
import type { Recipe } from '../api/types';
import { Page } from '../parts/Page';
import { StateOf } from '../recipes/RecipesPage';
import { SandboxLink } from '../welcome/SandboxLink';
import { slug } from './begin';
import { useDraft, useProblem } from './Draft';
import { OnlyIfSection } from './OnlyIfSection';
import { idOfField } from './path';
import { ProblemList } from './ProblemList';
import { PublicConsent } from './PublicConsent';
import { QuestionsSection } from './QuestionsSection';
import { StepsSection } from './StepsSection';
import { Toolbar } from './Toolbar';
import { TryPanel } from './TryPanel';
import { WhenSection } from './WhenSection';

/** A recipe in plain steps, with a place to try it beside. */
export function RecipeEditor({ saved, tag }: { saved: Recipe | null; tag: string | null }) {
  const { document } = useDraft();
  return (
    <Page title={document.name || 'New recipe'}>
      {saved && (
        <p className="row">
          <StateOf recipe={saved} />
          {saved.state === 'on' && <SandboxLink>Play a meeting for it in the sandbox</SandboxLink>}
        </p>
      )}
      <Toolbar saved={saved} tag={tag} />
      <div className="columns two">
        <div className="stack">
          <ProblemList />
          <NameSection isNew={saved === null} />
          <WhenSection />
          <OnlyIfSection />
          <StepsSection />
          <PublicConsent />
          <QuestionsSection />
        </div>
        <div className="stack">
          <TryPanel />
        </div>
      </div>
    </Page>
  );
}

function NameSection({ isNew }: { isNew: boolean }) {
  const { document, replace, put, mayEdit } = useDraft();
  const problem = useProblem(['name']);
  const idProblem = useProblem(['id']);
  const followsName = isNew && document.id === slug(document.name);
  const rename = (name: string) => (followsName ? replace({ ...document, name, id: slug(name) }, 'name') : put(['name'], name));
  return (
    <section className="card stack" aria-label="What it is called">
      <TextInput
        id={idOfField('name')}
        label="Name"
        value={document.name}
        maxLength={100}
        error={problem}
        disabled={!mayEdit}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {isNew && (
        <TextInput
          id={idOfField('id')}
          label="Short name in addresses"
          description="Small letters, digits and hyphens. It stays, whatever the recipe is called later."
          value={document.id}
          maxLength={64}
          error={idProblem}
          onChange={(event) => put(['id'], event.currentTarget.value)}
        />
      )}
    </section>
  );
}
