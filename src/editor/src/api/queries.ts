// One place for what the pages read, how often, and under which key.
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Catalogue } from './catalogue';
import { part, read, readTagged } from './client';
import type {
  AccountState,
  ApprovalList,
  BudgetList,
  Completeness,
  ConnectionList,
  GalleryEntry,
  Health,
  KeptList,
  Meeting,
  MeetingFacts,
  MeetingPage,
  Privacy,
  QuarantineList,
  Recipe,
  RecipeList,
  RejectionList,
  Run,
  RunPage,
  Session,
  TokenList,
  Webhook,
} from './types';

const often = 3_000;
const seldom = 15_000;

/** How many rows a page of a list has. */
export const rows = 25;

function paged(path: string, cursor: string | null): string {
  return `${path}?limit=${rows}${cursor ? `&cursor=${part(cursor)}` : ''}`;
}

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read<Session>('/api/session', signal),
  staleTime: Infinity,
});

// Health answers 503 with a report: that the app is unhealthy is an answer, not a failure to answer.
export const health = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => read<Health>('/api/health', signal, [503]),
  refetchInterval: often,
});

export const keeping = queryOptions({
  queryKey: ['keeping'],
  queryFn: ({ signal }) => read<KeptList>('/api/keeping', signal),
  staleTime: seldom,
});

export const catalogue = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => read<Catalogue>('/api/catalogue', signal),
  staleTime: seldom,
});

export const account = (name: string) =>
  queryOptions({
    queryKey: ['connections', name, 'account'],
    queryFn: ({ signal }) => read<AccountState>(`/api/connections/${part(name)}/account`, signal),
    refetchInterval: seldom,
  });

export const recipes = queryOptions({
  queryKey: ['recipes'],
  queryFn: ({ signal }) => read<RecipeList>('/api/recipes', signal),
  refetchInterval: seldom,
});

export const recipe = (id: string) =>
  queryOptions({
    queryKey: ['recipe', id],
    queryFn: ({ signal }) => readTagged<Recipe>(`/api/recipes/${part(id)}`, signal),
  });

export const gallery = queryOptions({
  queryKey: ['gallery'],
  queryFn: ({ signal }) => read<GalleryEntry[]>('/api/gallery', signal),
  staleTime: Infinity,
});

export const meetings = (cursor: string | null) =>
  queryOptions({
    queryKey: ['meetings', cursor],
    queryFn: ({ signal }) => read<MeetingPage>(paged('/api/meetings', cursor), signal),
    refetchInterval: often,
  });

export const meeting = (id: string, connection: string) =>
  queryOptions({
    queryKey: ['meeting', id, connection],
    queryFn: ({ signal }) => read<Meeting>(`/api/meetings/${part(id)}?connection=${part(connection)}`, signal),
    refetchInterval: often,
  });

export const facts = (id: string, connection: string) =>
  queryOptions({
    queryKey: ['facts', id, connection],
    queryFn: ({ signal }) => read<MeetingFacts>(`/api/meetings/${part(id)}/facts?connection=${part(connection)}`, signal),
    enabled: id !== '',
  });

/** Runs of some states (all, where none is named) and of one recipe (of all, where it is empty). */
export const runs = (cursor: string | null, states: string, recipe: string) =>
  queryOptions({
    queryKey: ['runs', cursor, states, recipe],
    queryFn: ({ signal }) => {
      const only = [states && `state=${part(states)}`, recipe && `recipe=${part(recipe)}`]
        .filter(Boolean)
        .map((one) => `&${one}`)
        .join('');
      return read<RunPage>(paged('/api/runs', cursor) + only, signal);
    },
    refetchInterval: often,
  });

export const run = (id: string) =>
  queryOptions({ queryKey: ['run', id], queryFn: ({ signal }) => read<Run>(`/api/runs/${part(id)}`, signal) });

export const connections = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }) => read<ConnectionList>('/api/connections', signal),
  refetchInterval: seldom,
});

export const webhook = (name: string) =>
  queryOptions({
    queryKey: ['webhook', name],
    queryFn: ({ signal }) => read<Webhook>(`/api/connections/${part(name)}/webhook`, signal),
    refetchInterval: seldom,
  });

export const quarantine = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => read<QuarantineList>('/api/quarantine', signal),
  refetchInterval: seldom,
});

export const rejections = queryOptions({
  queryKey: ['rejections'],
  queryFn: ({ signal }) => read<RejectionList>('/api/rejections', signal),
  refetchInterval: seldom,
});

export const completeness = queryOptions({
  queryKey: ['completeness'],
  queryFn: ({ signal }) => read<Completeness>('/api/completeness?days=30', signal),
  refetchInterval: seldom,
});

export const budgets = queryOptions({
  queryKey: ['budgets'],
  queryFn: ({ signal }) => read<BudgetList>('/api/budgets', signal),
  refetchInterval: seldom,
});

export const approvals = queryOptions({
  queryKey: ['approvals'],
  queryFn: ({ signal }) => read<ApprovalList>('/api/approvals', signal),
  refetchInterval: often,
});

// With its version, which goes back with a change. Read when its page opens, and not beneath what somebody types there.
export const privacy = queryOptions({
  queryKey: ['privacy'],
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  queryFn: ({ signal }) => readTagged<Privacy>('/api/privacy', signal),
});

export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => read<TokenList>('/api/tokens', signal),
  refetchInterval: seldom,
});

/** After a change: what is shown is read anew. */
export function refresh(client: QueryClient, ...keys: string[]): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => keys.includes(String(query.queryKey[0])) });
}
