import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { PageTitle } from '../../core/page-title';
import { QuizForm } from './quiz-form';

/** A quiz on a page of its own, with the way back to its lesson. */
@Component({
  selector: 'app-quiz-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [QuizForm, RouterLink, TranslocoDirective],
  template: `
    <div *transloco="let t" class="container-xl page">
      <div class="narrow">
        <h1 class="visually-hidden">{{ t('course.quiz') }}</h1>
        @if (quiz.hasValue()) {
          <p>
            <a [routerLink]="['/courses', quiz.value().course, 'lessons', quiz.value().lesson]">{{
              t('quiz.toLesson')
            }}</a>
          </p>
        }
        <app-quiz-form [quizId]="id()" />
      </div>
    </div>
  `,
})
export class QuizPage {
  private readonly title = inject(PageTitle);
  readonly id = input.required<string>();
  protected readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.id() } }));

  constructor() {
    effect(() => {
      if (this.quiz.hasValue()) this.title.show(this.quiz.value().title);
    });
  }
}
