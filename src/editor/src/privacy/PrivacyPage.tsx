import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeTagged, Refused } from '../api/client';
import { privacy, refresh } from '../api/queries';
import type { Privacy, Problem } from '../api/types';
import { useAsk } from '../parts/Ask';
import { LeaveGuard } from '../parts/LeaveGuard';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { useDoing } from '../parts/useDoing';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { Keeping } from './Keeping';
import { changesOf, linesOf, lists, problemOf, textsOf, type Texts } from './lists';

/** What goes nowhere, whatever a recipe says. */
export function PrivacyPage() {
  const { mayAdminister } = useCaller();
  return (
    <Page
      title="Privacy"
      lead="What is listed here goes nowhere, whatever a recipe says: a message that holds any of it is stopped, and its run says which rule did it."
    >
      {mayAdminister ? (
        <Rules />
      ) : (
        <Empty title="Only admins see these lists">
          <p>What goes nowhere is itself what not everybody should read. The rules hold for your recipes all the same.</p>
        </Empty>
      )}
      <Keeping />
    </Page>
  );
}

function Rules() {
  const found = useQuery(privacy);
  return (
    <Waiting on={found} lines={4}>
      {({ data, tag }) => <Form key={tag} saved={data} tag={tag} />}
    </Waiting>
  );
}

function Form({ saved, tag }: { saved: Privacy; tag: string | null }) {
  const client = useQueryClient();
  const ask = useAsk();
  const { act, busy } = useDoing();
  const [texts, setTexts] = useState<Texts>(() => textsOf(saved));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const changes = changesOf(saved, texts);

  // Read anew too: what somebody else saved meanwhile is why a save may have been refused.
  const restart = () => {
    setTexts(textsOf(saved));
    setProblems([]);
    void refresh(client, 'privacy');
  };

  const save = async () => {
    const yes = await ask({
      title: 'Save the lists?',
      text: (
        <div className="stack">
          <p>They hold at once, also for what is already planned.</p>
          <ul>
            {changes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      ),
      yes: 'Save',
    });
    if (!yes) return;
    await act(async () => {
      try {
        setProblems([]);
        client.setQueryData(privacy.queryKey, await changeTagged<Privacy>('/api/privacy', { method: 'PUT', body: linesOf(texts), ifMatch: tag }));
      } catch (error) {
        if (error instanceof Refused) setProblems(error.problems);
        throw error;
      }
    }, 'The lists are saved.');
  };

  return (
    <form
      className="stack"
      aria-label="The lists"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {changes.length > 0 && <LeaveGuard />}
      <div className="columns two even">
        {lists.map(({ name, title, does, example }) => (
          <Textarea
            key={name}
            className="card at-foot"
            label={title}
            description={`${does} One a line, such as ${example}.`}
            autosize
            minRows={4}
            maxRows={16}
            spellCheck={false}
            value={texts[name]}
            error={problemOf(name, texts, problems)}
            onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="row">
        <Button type="submit" loading={busy} disabled={changes.length === 0}>
          Save
        </Button>
        <Button variant="default" disabled={busy || changes.length === 0} onClick={restart}>
          Discard changes
        </Button>
        <p className="faint" role="status">
          {changes.length > 0 ? 'Changes are not saved.' : <Since saved={saved} />}
        </p>
      </div>
    </form>
  );
}

function Since({ saved: { savedAt, savedBy } }: { saved: Privacy }) {
  return savedAt ? (
    <>
      Saved by {savedBy}, <Moment at={savedAt} />.
    </>
  ) : (
    <>Nothing is listed so far. Feedback goes to nobody, and nothing goes outside for a meeting that the calendar does not know.</>
  );
}
