import { Routes } from '@angular/router';
import { CourseEditor } from './course-editor';
import { LessonEditor } from './lesson-editor';
import { QuizEditor } from './quiz-editor';
import { StudioCourses } from './studio-courses';

export const studioRoutes: Routes = [
  { path: '', pathMatch: 'full', title: 'studio.heading', component: StudioCourses },
  { path: 'courses/:id', title: 'studio.heading', component: CourseEditor },
  { path: 'lessons/:id', title: 'studio.lesson', component: LessonEditor },
  { path: 'quizzes/:id', title: 'course.quiz', component: QuizEditor },
];
