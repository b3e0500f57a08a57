// What people are asked for to connect something. The app checks it all; this is how it is explained.

export interface Ask {
  name: string;
  label: string;
  about: string;
  optional?: boolean;
  choices?: { value: string; label: string }[];
}

export interface Kind {
  kind: string;
  title: string;
  what: string;
  usualName: string;
  steps: string[];
  secrets: Ask[];
  settings: Ask[];
}

export const kinds: Kind[] = [
  {
    kind: 'convo',
    title: 'Convo',
    what: 'Where your meetings are recorded. The app registers and repairs its webhook there by itself, where the plan has webhooks.',
    usualName: 'convo',
    steps: [
      'Open Convo in the browser and go to Settings, then API.',
      'Create an API key and copy it: it starts with convo_ and is shown once.',
      'Paste it here and save. The test below tells what the key may do.',
    ],
    secrets: [
      { name: 'apiKey', label: 'API key', about: 'It starts with convo_.' },
      { name: 'webhookSecret', label: 'Webhook secret', about: 'Only for a webhook that you registered at Convo by hand.', optional: true },
    ],
    settings: [
      { name: 'domains', label: 'Your own domains', about: 'Who is inside and who is a guest: acme.com, acme.de', optional: true },
      { name: 'baseUrl', label: 'Address', about: 'Leave it empty for Convo itself.', optional: true },
    ],
  },
  {
    kind: 'slack',
    title: 'Slack',
    what: 'Where messages are posted, and where people are asked for a yes.',
    usualName: 'slack',
    steps: [
      'Open api.slack.com/apps, create an app from scratch, and choose your workspace.',
      'Under OAuth & Permissions add the bot scopes chat:write, channels:read, channels:history, users:read and users:read.email.',
      'Install the app to the workspace and copy the Bot User OAuth Token: it starts with xoxb-.',
      'Invite the bot to each channel that it is to post in: /invite @its-name.',
    ],
    secrets: [
      { name: 'token', label: 'Bot token', about: 'It starts with xoxb-.' },
      {
        name: 'signingSecret',
        label: 'Signing secret',
        about: 'Only for approvals by button: under Basic Information of the Slack app.',
        optional: true,
      },
    ],
    settings: [{ name: 'baseUrl', label: 'Address', about: 'Leave it empty for Slack itself.', optional: true }],
  },
  {
    kind: 'mail',
    title: 'Mail',
    what: 'The server that sends follow-up mails.',
    usualName: 'mail',
    steps: [
      'Ask who runs your mail for an SMTP server with STARTTLS on port 587, and an account that may send.',
      'Fill in the server, the address that mails come from, and the account.',
    ],
    secrets: [
      { name: 'user', label: 'User', about: 'The account at the server.' },
      { name: 'password', label: 'Password', about: 'Kept in the secret store; never shown again.' },
    ],
    settings: [
      { name: 'host', label: 'Server', about: 'Such as smtp.example.com.' },
      { name: 'port', label: 'Port', about: '587 unless yours is another; 465 is not possible.', optional: true },
      { name: 'from', label: 'Mails come from', about: 'An e-mail address.' },
      { name: 'fromName', label: 'Name of the sender', about: 'What recipients read beside the address.', optional: true },
      {
        name: 'security',
        label: 'Encryption',
        about: 'Without encryption only for a server on this machine.',
        choices: [
          { value: 'starttls', label: 'STARTTLS' },
          { value: 'none-loopback', label: 'none, on this machine only' },
        ],
      },
    ],
  },
];

/** What is known of a kind; one that these pages do not know is shown by its name. */
export function kindOf(kind: string): Kind {
  return kinds.find((one) => one.kind === kind) ?? { kind, title: kind, what: '', usualName: kind, steps: [], secrets: [], settings: [] };
}
