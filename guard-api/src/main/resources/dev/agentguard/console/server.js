// The token lives in this tab alone; cookies of one port are sent to every other port of the same host.
const TOKEN = 'guard-token';

export async function ask(path, sent = {}) {
  const headers = { 'Content-Type': 'application/json' };
  const token = sessionStorage.getItem(TOKEN);
  if (token) {
    headers.Authorization = 'Bearer ' + token;
  }
  let response;
  try {
    response = await fetch('/api/' + path, { method: 'POST', headers, body: JSON.stringify(sent) });
  } catch {
    throw new Error('the console does not answer; is it still running?');
  }
  const answer = await response.json();
  if (!response.ok) {
    const error = new Error(answer.error);
    error.status = response.status;
    throw error;
  }
  return answer;
}

export const isSignedIn = () => sessionStorage.getItem(TOKEN) !== null;
export const signedIn = token => sessionStorage.setItem(TOKEN, token);
export const signOut = () => sessionStorage.removeItem(TOKEN);
