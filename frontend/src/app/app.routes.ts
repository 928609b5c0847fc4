import { Routes } from '@angular/router';
import { visitorGuard } from './core/guards';

/** Titles are text keys; a page that knows its subject names itself (core/page-title.ts). */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'catalogue.title',
    loadComponent: () => import('./features/catalogue/catalogue').then((m) => m.Catalogue),
  },
  {
    path: 'sign-in',
    title: 'signIn.heading',
    canActivate: [visitorGuard],
    loadComponent: () => import('./features/account/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'sign-up',
    title: 'signUp.heading',
    canActivate: [visitorGuard],
    loadComponent: () => import('./features/account/sign-up').then((m) => m.SignUp),
  },
  {
    path: '**',
    title: 'notFound.heading',
    loadComponent: () => import('./features/not-found/not-found').then((m) => m.NotFound),
  },
];
