import { Routes } from '@angular/router';
import { UserList } from './user-list';
import { DeadLetters } from './dead-letters';

export const adminRoutes: Routes = [
  { path: 'users', title: 'admin.users', component: UserList },
  { path: 'outbox', title: 'admin.outbox', component: DeadLetters },
  { path: '', pathMatch: 'full', redirectTo: 'users' },
];
