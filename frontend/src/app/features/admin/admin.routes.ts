import { Routes } from '@angular/router';
import { Administration } from './administration';
import { AuditLog } from './audit-log';
import { CategoryList } from './category-list';
import { DeadLetters } from './dead-letters';
import { SiteOverview } from './site-overview';
import { UserList } from './user-list';

export const adminRoutes: Routes = [
  {
    path: '',
    component: Administration,
    children: [
      { path: 'overview', title: 'admin.overview', component: SiteOverview },
      { path: 'users', title: 'admin.users', component: UserList },
      { path: 'categories', title: 'admin.categories', component: CategoryList },
      { path: 'audit', title: 'admin.audit', component: AuditLog },
      { path: 'outbox', title: 'admin.outbox', component: DeadLetters },
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
    ],
  },
];
