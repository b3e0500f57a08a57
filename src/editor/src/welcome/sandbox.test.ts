import { expect, test } from 'vitest';
import { pageOfSandbox } from './sandbox';

const convo = { name: 'sandbox', settings: { baseUrl: 'http://127.0.0.1:7072/' } };
const mail = { name: 'mail', settings: { host: '127.0.0.1', port: '7073' } };

test('connections to this machine are those of the sandbox, its mailbox too', () => {
  const pages = pageOfSandbox([mail, convo, { name: 'acme', settings: {} }]);
  expect(Object.fromEntries(pages)).toEqual({ sandbox: 'http://127.0.0.1:7072/', mail: 'http://127.0.0.1:7072/#mailbox' });
});

test('a mail server of one’s own is none, nor is one on this machine without a sandbox', () => {
  expect(pageOfSandbox([convo, { name: 'mail', settings: { host: 'smtp.example.com' } }]).has('mail')).toBe(false);
  expect(pageOfSandbox([mail]).size).toBe(0);
});
