interface Claims {
  exp: number;
  iat: number;
}

/**
 * How long a JWT is valid from its issue, in milliseconds; 0 if it cannot be read.
 * The difference of its own two times is used, so that a wrong clock here does no harm.
 */
export function tokenLifetimeMs(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp, iat } = JSON.parse(atob(payload)) as Claims;
    return Math.max(0, (exp - iat) * 1000);
  } catch {
    // Not a JWT: it is used until the server says 401.
    return 0;
  }
}
