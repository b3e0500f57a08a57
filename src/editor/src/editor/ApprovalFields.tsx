import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { Approval, Step } from '../api/document';
import { useDraft, useProblem } from './Draft';
import { readDuration, writeDuration } from './duration';
import { idOfField } from './path';

const hours = 24;

/** Whether a person says yes first, and who. */
export function ApprovalFields({ index, step, first }: { index: number; step: Step; first: boolean }) {
  const { connections, put, mayEdit } = useDraft();
  const problem = useProblem(['steps', index, 'approve']);
  const slack = connections.filter(({ kind }) => kind === 'slack').map(({ name }) => name);
  const { approve } = step;

  const turn = (on: boolean) => {
    const begun: Approval = { connection: slack[0] ?? 'slack', channel: '#approvals', by: [], within: writeDuration({ amount: hours, unit: 'hours' }) };
    put(['steps', index, 'approve'], on ? begun : undefined);
  };

  return (
    <div className="stack" role="group" aria-label={`Approval of step ${index + 1}`}>
      <Switch
        id={idOfField(`steps[${index}].approve`)}
        label="A person says yes first"
        description={first ? 'This action needs it.' : undefined}
        checked={approve !== undefined}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {approve && <Fields index={index} approve={approve} slack={slack} />}
    </div>
  );
}

function Fields({ index, approve, slack }: { index: number; approve: Approval; slack: readonly string[] }) {
  const { put, mayEdit } = useDraft();
  const at = (name: string) => ['steps', index, 'approve', name] as const;
  const problems = { by: useProblem(at('by')), channel: useProblem(at('channel')), connection: useProblem(at('connection')), within: useProblem(at('within')) };
  const span = readDuration(approve.within ?? '') ?? { amount: hours, unit: 'hours' as const };
  const inHours = span.unit === 'days' ? span.amount * hours : span.unit === 'minutes' ? Math.ceil(span.amount / 60) : span.amount;
  return (
    <>
      <TextInput
        id={idOfField(`steps[${index}].approve.by`)}
        label="Who may say yes"
        description="E-mail addresses, with commas between them."
        defaultValue={approve.by.join(', ')}
        error={problems.by}
        disabled={!mayEdit}
        onChange={(event) => put(at('by'), event.currentTarget.value.split(/[,;\s]+/).filter(Boolean))}
      />
      <div className="row">
        <NativeSelect
          id={idOfField(`steps[${index}].approve.connection`)}
          label="Asked by the connection"
          value={approve.connection}
          error={problems.connection}
          disabled={!mayEdit}
          onChange={(event) => put(at('connection'), event.currentTarget.value)}
          data={slack.includes(approve.connection) ? [...slack] : [approve.connection, ...slack]}
        />
        <TextInput
          id={idOfField(`steps[${index}].approve.channel`)}
          label="In the channel"
          value={approve.channel ?? ''}
          error={problems.channel}
          disabled={!mayEdit}
          onChange={(event) => put(at('channel'), event.currentTarget.value || undefined)}
        />
        <NumberInput
          id={idOfField(`steps[${index}].approve.within`)}
          label="Within hours"
          description="Without a yes by then, nothing is sent."
          min={1}
          max={168}
          value={inHours}
          error={problems.within}
          disabled={!mayEdit}
          onChange={(value) => put(at('within'), writeDuration({ amount: Number(value) || 1, unit: 'hours' }))}
        />
      </div>
    </>
  );
}
