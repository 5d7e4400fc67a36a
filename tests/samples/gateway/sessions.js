const sessions = new Map();

/** Returns the session of a token, or undefined. */
export async function verify(token) {
  return sessions.get(token);
}

/** Called by the sign-in service over its own channel. */
export function remember(token, session) {
  sessions.set(token, session);
  setTimeout(() => sessions.delete(token), session.expiresAt - Date.now());
}
