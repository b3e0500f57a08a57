import { expect, test } from 'vitest';
import { sentence } from './sentence';

test.each([
  ['the meeting was deleted in Convo', 'The meeting was deleted in Convo.'],
  ['The channel #team does not exist.', 'The channel #team does not exist.'],
  ['post: nobody answered', 'post: nobody answered.'],
])('%s', (part, whole) => expect(sentence(part)).toBe(whole));
