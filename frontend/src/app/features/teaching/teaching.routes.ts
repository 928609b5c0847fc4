import { Routes } from '@angular/router';
import { AttemptGrading } from './attempt-grading';
import { CoursePeople } from './course-people';

export const teachingRoutes: Routes = [
  { path: 'courses/:id', title: 'teaching.heading', component: CoursePeople },
  { path: 'attempts/:id', title: 'grading.heading', component: AttemptGrading },
];
