// The API of the app. Every answer is data or an error with advice; nothing here knows of pages.
import type { Problem, ProblemDocument } from './types';

/** Nobody is signed in (any more). `at` is where the platform signs people in, where it does. */
export class SignedOut extends Error {
  constructor(readonly at: string | null) {
    super('Nobody is signed in.');
  }
}

/** The app said no, and what to do about it. */
export class Refused extends Error {
  readonly advice: string | null;
  readonly problems: readonly Problem[];

  constructor(
    readonly status: number,
    document: Partial<ProblemDocument> | undefined,
  ) {
    super(document?.detail ?? document?.title ?? `The app answered ${status}.`);
    this.advice = document?.advice ?? null;
    this.problems = document?.problems ?? [];
  }

  /** The same refusal, its problems in other words. */
  telling(problems: Problem[]): Refused {
    return new Refused(this.status, { detail: this.message, advice: this.advice ?? undefined, problems });
  }
}

/** No answer came. */
export class Lost extends Error {
  constructor() {
    super('The app does not answer.');
  }
}

const patience = 20_000;

async function call(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, credentials: 'same-origin', signal: init.signal ?? AbortSignal.timeout(patience) });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Lost();
  }
  if (answer.status === 401) throw new SignedOut(answer.headers.get('X-Sign-In'));
  return answer;
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bounded(signal: AbortSignal | undefined): AbortSignal {
  const bound = AbortSignal.timeout(patience);
  return signal ? AbortSignal.any([signal, bound]) : bound;
}

// What was read last, by address. The app forbids browsers to keep it, so the comparing by ETag is done here; it ends with the page, or a sign-in.
const known = new Map<string, { data: unknown; tag: string }>();
const most = 60;

function keep(path: string, data: unknown, tag: string): void {
  known.delete(path);
  known.set(path, { data, tag });
  if (known.size > most) known.delete(known.keys().next().value!);
}

/** Forgets what was read: the next who signs in may see less. */
export function forget(): void {
  known.clear();
}

/** Reads; `also` are statuses that carry an answer besides the good ones. What is unchanged is not sent again. */
export async function read<T>(path: string, signal?: AbortSignal, also: readonly number[] = []): Promise<T> {
  return (await readTagged<T>(path, signal, also)).data;
}

/** Reads something that has a version; the version goes back with a change. */
export async function readTagged<T>(
  path: string,
  signal?: AbortSignal,
  also: readonly number[] = [],
): Promise<{ data: T; tag: string | null }> {
  const last = known.get(path);
  const answer = await call(path, { cache: 'no-store', headers: last ? { 'If-None-Match': last.tag } : {}, signal: bounded(signal) });
  if (answer.status === 304 && last) return { data: last.data as T, tag: last.tag };

  const body = await bodyOf(answer);
  const tag = answer.headers.get('ETag');
  if (!answer.ok && !also.includes(answer.status)) throw new Refused(answer.status, body as Partial<ProblemDocument> | undefined);
  if (tag && answer.ok) keep(path, body, tag);
  return { data: body as T, tag };
}

interface Change {
  method?: 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  ifMatch?: string | null;
}

/** Changes something. The header shows that it is our own page which asks. */
export async function change<T>(path: string, options: Change = {}): Promise<T> {
  return (await changeTagged<T>(path, options)).data;
}

/** Changes something that has a version, and tells the new one. */
export async function changeTagged<T>(
  path: string,
  { method = 'POST', body, ifMatch }: Change = {},
): Promise<{ data: T; tag: string | null }> {
  const headers: Record<string, string> = { 'X-Convo-Functions': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch) headers['If-Match'] = ifMatch;
  const answer = await call(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const data = answer.status === 204 ? undefined : await bodyOf(answer);
  if (!answer.ok) throw new Refused(answer.status, data as Partial<ProblemDocument> | undefined);
  return { data: data as T, tag: answer.headers.get('ETag') };
}

/** One part of an address. */
export const part = encodeURIComponent;

/** What went wrong, in a sentence. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What to do about it. Where single things are wrong, the first of them says it best. */
export function advice(error: unknown): string | null {
  if (error instanceof Refused) {
    const [first, ...others] = error.problems;
    if (!first) return error.advice;
    return `${first.message} ${first.advice}${others.length > 0 ? ` And ${others.length} more.` : ''}`;
  }
  return error instanceof Lost ? 'Is it running, and is this machine online? It is tried again by itself.' : null;
}
