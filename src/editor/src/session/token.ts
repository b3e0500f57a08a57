/** The token of a sign-in link. It stands in the fragment, which a browser sends to nobody; it is posted once, and taken out of the address here. */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.replace(/^#\/?/, '')).get('token');
  if (token) history.replaceState(null, '', `${location.pathname}#/`);
  return token;
}
