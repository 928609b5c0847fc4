import { Routes } from '@angular/router';
import { AttemptGrading } from './attempt-grading';
import { CourseAnalytics } from './course-analytics';
import { CoursePeople } from './course-people';
import { QuizResults } from './quiz-results';

export const teachingRoutes: Routes = [
  { path: 'courses/:id', title: 'teaching.heading', component: CoursePeople },
  { path: 'courses/:id/analytics', title: 'insights.heading', component: CourseAnalytics },
  { path: 'attempts/:id', title: 'attempt.heading', component: AttemptGrading },
  { path: 'quizzes/:id', title: 'results.heading', component: QuizResults },
];
