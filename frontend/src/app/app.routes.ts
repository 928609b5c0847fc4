import { Routes } from '@angular/router';
import { adminGuard, authGuard, instructorGuard, visitorGuard } from './core/guards';

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
    path: 'forgotten-password',
    title: 'forgotten.heading',
    loadComponent: () =>
      import('./features/account/forgotten-password').then((m) => m.ForgottenPassword),
  },
  {
    // Of the links in mails: #token=…
    path: 'set-password',
    title: 'setPassword.heading',
    loadComponent: () => import('./features/account/set-password').then((m) => m.SetPassword),
  },
  {
    path: 'verify-email',
    title: 'verifyEmail.heading',
    loadComponent: () => import('./features/account/verify-email').then((m) => m.VerifyEmail),
  },
  {
    path: 'courses/:id',
    loadComponent: () => import('./features/course/course-page').then((m) => m.CoursePage),
  },
  {
    // The slug is for reading only; the id decides.
    path: 'courses/:id/:slug',
    loadComponent: () => import('./features/course/course-page').then((m) => m.CoursePage),
  },
  {
    path: 'courses/:id/lessons/:lessonId',
    loadComponent: () => import('./features/lesson/lesson-page').then((m) => m.LessonPage),
  },
  {
    path: 'quizzes/:id',
    title: 'course.quiz',
    canActivate: [authGuard],
    loadComponent: () => import('./features/quiz/quiz-page').then((m) => m.QuizPage),
  },
  {
    path: 'learning',
    title: 'learning.heading',
    canActivate: [authGuard],
    loadComponent: () => import('./features/learning/my-learning').then((m) => m.MyLearning),
  },
  {
    path: 'certificates',
    title: 'certificate.heading',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/certificates/certificate-list').then((m) => m.CertificateList),
  },
  {
    // Where the QR code of a certificate leads; nobody needs to sign in.
    path: 'verify/:code',
    title: 'certificate.verify',
    loadComponent: () =>
      import('./features/certificates/verify-certificate').then((m) => m.VerifyCertificate),
  },
  {
    path: 'notifications',
    title: 'notifications.heading',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/notifications/notification-list').then((m) => m.NotificationList),
  },
  {
    path: 'profile',
    title: 'profile.heading',
    canActivate: [authGuard],
    loadComponent: () => import('./features/profile/profile').then((m) => m.Profile),
  },
  {
    path: 'profile/notifications',
    title: 'preferences.heading',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/notifications/notification-preferences').then(
        (m) => m.NotificationPreferences,
      ),
  },
  {
    path: 'profile/security',
    title: 'security.heading',
    canActivate: [authGuard],
    loadComponent: () => import('./features/profile/security').then((m) => m.Security),
  },
  {
    path: 'studio',
    canActivate: [authGuard, instructorGuard],
    loadChildren: () => import('./features/studio/studio.routes').then((m) => m.studioRoutes),
  },
  {
    path: 'teaching',
    canActivate: [authGuard, instructorGuard],
    loadChildren: () => import('./features/teaching/teaching.routes').then((m) => m.teachingRoutes),
  },
  {
    path: 'administration',
    canActivate: [authGuard, adminGuard],
    loadChildren: () => import('./features/admin/admin.routes').then((m) => m.adminRoutes),
  },
  {
    path: '**',
    title: 'notFound.heading',
    loadComponent: () => import('./features/not-found/not-found').then((m) => m.NotFound),
  },
];
