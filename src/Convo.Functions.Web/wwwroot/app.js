// The sign-in link carries its token in the fragment, which never leaves the browser by itself; it is posted once and taken out of the address.
const status = document.getElementById('status');
const form = document.getElementById('sign-in');

async function signIn(token) {
  const answer = await fetch('/api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Convo-Functions': '1' },
    body: JSON.stringify({ token }),
  });
  return answer.ok;
}

async function show() {
  const session = await fetch('/api/session');
  form.hidden = session.ok;
  if (!session.ok) {
    status.textContent = 'Not signed in. Open the link that the app printed at its start, or paste a token.';
    return;
  }
  const { name, role } = await session.json();
  status.textContent = `Signed in as ${name} (${role}).`;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = form.elements.token.value.trim();
  form.reset();
  if (await signIn(token)) await show();
  else status.textContent = 'This token lets nobody in. Check that it was copied whole.';
});

const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token) {
  history.replaceState(null, '', location.pathname);
  await signIn(token);
}
await show();
