import { describe, expect, it } from 'vitest';
import type { Action } from '../api/catalogue';
import { emptyRecipe, firstAction, free, newStep, slug, withConnections } from './begin';

const post: Action = {
  name: 'slack.post-message',
  version: 1,
  title: '',
  description: '',
  connectionKind: 'slack',
  approvalFirst: false,
  actsOnMeeting: false,
  costsCredit: false,
  makesPublic: false,
  settings: {},
  sample: { channel: '#a' },
};
const rename: Action = { ...post, name: 'convo.rename', connectionKind: 'convo', actsOnMeeting: true, sample: { title: '' } };

describe('how recipes begin', () => {
  it('offers what goes somewhere before what acts on the meeting, which names no connection', () => {
    const connections = [
      { name: 'acme', kind: 'convo' },
      { name: 'team', kind: 'slack' },
    ];
    expect(firstAction([rename, post], connections)?.name).toBe('slack.post-message');
    expect(newStep(rename, connections, [])).not.toHaveProperty('connection');
  });

  it('offers what asks nobody before what needs a yes', () => {
    const mail: Action = { ...post, name: 'mail.send', connectionKind: 'mail', approvalFirst: true };
    const connections = [
      { name: 'mail', kind: 'mail' },
      { name: 'team', kind: 'slack' },
    ];
    expect(firstAction([mail, post], connections)?.name).toBe('slack.post-message');
    expect(firstAction([mail, post], [{ kind: 'mail' }])?.name).toBe('mail.send');
  });

  it('makes ids from names', () => {
    expect(slug('Äußerst wichtig: Q1 & Q2!')).toBe('au-erst-wichtig-q1-q2');
    expect(slug('***')).toBe('');
  });

  it('takes no id twice, however long', () => {
    expect(free('post', ['post', 'post-2'])).toBe('post-3');
    expect(free('a'.repeat(64), ['a'.repeat(64)])).toHaveLength(64);
  });

  it('fills a step with a sample of its own and the connection that fits', () => {
    const step = newStep(
      post,
      [
        { name: 'acme', kind: 'convo' },
        { name: 'team', kind: 'slack' },
      ],
      [],
    );
    expect(step).toMatchObject({ id: 'post', connection: 'team', settings: { channel: '#a' } });
    expect(step.settings).not.toBe(post.sample);
  });

  it('puts right a connection that is not there', () => {
    const recipe = { ...emptyRecipe('UTC'), steps: [newStep(post, [], [])] };
    expect(withConnections(recipe, [post], [{ name: 'team', kind: 'slack' }]).steps[0]?.connection).toBe('team');
    expect(withConnections(recipe, [post], []).steps[0]?.connection).toBe('slack');
  });
});
