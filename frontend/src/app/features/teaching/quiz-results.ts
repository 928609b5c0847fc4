import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { PageTitle } from '../../core/page-title';
import { ResourceState } from '../../ui/resource-state';
import { QuestionStatistics } from './question-statistics';
import { QuizAccommodations } from './quiz-accommodations';
import { QuizAttempts } from './quiz-attempts';
import { QuizRegrade } from './quiz-regrade';

/** What has come in for a quiz: how its questions did, who took it, and what can be put right. */
@Component({
  selector: 'app-quiz-results',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButtonModule,
    QuestionStatistics,
    QuizAccommodations,
    QuizAttempts,
    QuizRegrade,
    ResourceState,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './quiz-results.html',
  styleUrl: '../../ui/forms.scss',
})
export class QuizResults {
  private readonly title = inject(PageTitle);
  readonly id = input.required<string>();
  /** Of the attempts. */
  readonly page = input<string>();
  protected readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.id() } }));

  constructor() {
    effect(() => {
      if (this.quiz.hasValue()) this.title.show(this.quiz.value().title);
    });
  }
}
