import { HttpErrorResponse, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Auth } from './auth';

/** These say who somebody is and must not wait for, or be answered by, a refresh. */
const SIGN_IN_PATHS = [
  '/api/auth/email/resend/',
  '/api/auth/email/verify/',
  '/api/auth/login/',
  '/api/auth/mfa/verify/',
  '/api/auth/password/reset/',
  '/api/auth/password/reset/confirm/',
  '/api/auth/registration/',
  '/api/auth/token/refresh/',
];

/** Sends the access token to the API; on a 401 it refreshes once and sends the request again. */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/') || SIGN_IN_PATHS.includes(request.url)) return next(request);

  const auth = inject(Auth);
  return from(auth.ready).pipe(
    switchMap(() => {
      const token = auth.token;
      return next(withToken(request, token)).pipe(
        catchError((error: unknown) => {
          const expired = error instanceof HttpErrorResponse && error.status === 401;
          if (!expired || !token) return throwError(() => error);
          // Another request may have refreshed while this one was on its way.
          const renewed = auth.token === token ? auth.refresh() : Promise.resolve(true);
          return from(renewed).pipe(
            switchMap((isRenewed) =>
              isRenewed ? next(withToken(request, auth.token)) : throwError(() => error),
            ),
          );
        }),
      );
    }),
  );
};

function withToken(request: HttpRequest<unknown>, token: string | null) {
  return token ? request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }) : request;
}
