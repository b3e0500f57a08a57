import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { advice, change, Refused, words } from '../api/client';
import { refresh } from '../api/queries';
import type { Connection, Problem } from '../api/types';
import { kindOf, type Ask } from './kinds';

interface Given {
  kind: string;
  saved: Connection | null;
  onSaved: (connection: Connection) => void;
}

/** What a connection is made of. Secrets are only sent where somebody typed them. */
export function ConnectionForm({ kind, saved, onSaved }: Given) {
  const about = kindOf(kind);
  const client = useQueryClient();
  const [name, setName] = useState(saved?.name ?? about.usualName);
  const [settings, setSettings] = useState<Record<string, string>>(saved?.settings ?? {});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const problemAt = (path: string) =>
    problems
      .filter((problem) => problem.path === path)
      .map((one) => `${one.message} ${one.advice}`)
      .join(' ') || undefined;
  const shown = ['name', ...about.settings.map((one) => `settings.${one.name}`), ...about.secrets.map((one) => `secrets.${one.name}`)];
  const others = problems.filter(({ path }) => !shown.includes(path));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setProblems([]);
    try {
      const body = { name: name.trim(), kind, settings: filled(settings), secrets: filled(secrets) };
      const answer = await change<Connection>('/api/connections', { body });
      await refresh(client, 'connections');
      onSaved(answer);
    } catch (error) {
      if (error instanceof Refused) setProblems(error.problems);
      setFailure([words(error), advice(error)].filter(Boolean).join(' '));
    } finally {
      setBusy(false);
    }
  };

  const settingOf = (ask: Ask) => {
    const common = {
      key: ask.name,
      label: labelOf(ask),
      description: ask.about,
      error: problemAt(`settings.${ask.name}`),
      value: settings[ask.name] ?? ask.choices?.[0]?.value ?? '',
    };
    const write = (value: string) => setSettings({ ...settings, [ask.name]: value });
    return ask.choices ? (
      <NativeSelect {...common} data={ask.choices} onChange={(event) => write(event.currentTarget.value)} />
    ) : (
      <TextInput {...common} onChange={(event) => write(event.currentTarget.value)} />
    );
  };

  return (
    <form
      className="card form stack"
      onSubmit={(event) => void submit(event)}
      autoComplete="off"
      aria-label={saved ? 'Change it' : about.title}
    >
      <h2>{saved ? 'Change it' : 'What it is made of'}</h2>
      {failure && (
        <div role="alert" className="error">
          <p>{failure}</p>
          {others.map((one) => (
            <p key={one.path}>
              {one.path}: {one.message} {one.advice}
            </p>
          ))}
        </div>
      )}
      {!saved && (
        <TextInput
          label="Name"
          description="Recipes refer to it by this: small letters, digits and hyphens."
          value={name}
          error={problemAt('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {about.settings.filter((ask) => !ask.optional).map(settingOf)}
      {about.secrets.filter((ask) => !ask.optional).map((ask) => secretOf(ask))}
      <details open={about.settings.some((ask) => ask.optional && saved?.settings[ask.name])}>
        <summary>Seldom needed</summary>
        <div className="stack">
          {about.settings.filter((ask) => ask.optional).map(settingOf)}
          {about.secrets.filter((ask) => ask.optional).map((ask) => secretOf(ask))}
        </div>
      </details>
      <div className="row">
        <Button type="submit" loading={busy}>
          {saved ? 'Save' : 'Save and test'}
        </Button>
      </div>
    </form>
  );

  function secretOf(ask: Ask) {
    return (
      <PasswordInput
        key={ask.name}
        label={labelOf(ask)}
        description={saved ? `${ask.about} Leave it empty to keep the one that is saved.` : ask.about}
        value={secrets[ask.name] ?? ''}
        error={problemAt(`secrets.${ask.name}`)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': `Show ${ask.label.toLowerCase()}` }}
        onChange={(event) => setSecrets({ ...secrets, [ask.name]: event.currentTarget.value })}
      />
    );
  }
}

function labelOf(ask: Ask): string {
  return ask.optional ? `${ask.label} (not needed)` : ask.label;
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}
