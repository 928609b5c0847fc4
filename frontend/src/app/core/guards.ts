import { inject } from '@angular/core';
import { CanActivateFn, Router } from '@angular/router';
import { Auth } from './auth';

/** Lets signed-in people in; sends others to sign in and back. */
export const authGuard: CanActivateFn = async (_route, state) => {
  const auth = inject(Auth);
  const router = inject(Router);
  await auth.ready;
  return (
    auth.isSignedIn() || router.createUrlTree(['/sign-in'], { queryParams: { next: state.url } })
  );
};

/** Lets instructors and admins in; other signed-in people go to the catalogue. */
export const instructorGuard: CanActivateFn = async () => {
  const auth = inject(Auth);
  const router = inject(Router);
  await auth.ready;
  return auth.isInstructor() || router.createUrlTree(['/']);
};

/** Lets admins in; other signed-in people go to the catalogue. */
export const adminGuard: CanActivateFn = async () => {
  const auth = inject(Auth);
  const router = inject(Router);
  await auth.ready;
  return auth.user()?.roles.includes('admin') === true || router.createUrlTree(['/']);
};

/** Keeps signed-in people away from the sign-in and sign-up forms. */
export const visitorGuard: CanActivateFn = async () => {
  const auth = inject(Auth);
  const router = inject(Router);
  await auth.ready;
  return !auth.isSignedIn() || router.createUrlTree(['/learning']);
};
