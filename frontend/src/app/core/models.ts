/**
 * The wire shapes that screens work with, named as the glossary names them.
 * All come from the generated contract; nothing is declared by hand here.
 */
import type { Schemas } from './api';

export type User = Schemas['User'];
export type Role = Schemas['Role'];
export type Session = Schemas['Session'];
export type Challenge = Schemas['Challenge'];
export type Category = Schemas['Category'];
export type CourseSummary = Schemas['CourseSummary'];
export type Facets = Schemas['Facets'];
export type FacetValue = Schemas['FacetValue'];
export type Course = Schemas['Course'];
export type Level = Schemas['Level'];
export type Outline = Schemas['Outline'];
export type Section = Schemas['Section'];
export type OutlineLesson = Schemas['OutlineLesson'];
export type Lesson = Schemas['Lesson'];
export type Caption = Schemas['Caption'];
export type Attachment = Schemas['Attachment'];
export type Note = Schemas['Note'];
export type Quiz = Schemas['Quiz'];
export type Question = Schemas['Question'];
export type QuestionKind = Schemas['Kind'];
export type Answer = Schemas['AnswerWrite'];
export type Attempt = Schemas['Attempt'];
export type Item = Schemas['Item'];
export type Standing = Schemas['Standing'];
export type QuestionResult = Schemas['QuestionResult'];
export type Submission = Schemas['Submission'];
export type Enrollment = Schemas['Enrollment'];
export type CourseProgress = Schemas['CourseProgress'];
export type LessonProgress = Schemas['Progress'];
export type Notification = Schemas['Notification'];
export type NotificationPreferences = Schemas['NotificationPreferences'];
export type Channels = Schemas['Channels'];
