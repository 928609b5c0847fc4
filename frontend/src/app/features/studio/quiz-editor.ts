import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { showFieldProblems } from '../../core/form-problems';
import type { Question } from '../../core/models';
import { PageTitle } from '../../core/page-title';
import { asProblem } from '../../core/problem';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { ControlError } from '../../ui/control-error';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { ProblemMessage } from '../../ui/problem-message';
import { Prose } from '../../ui/prose';
import { Skeleton } from '../../ui/skeleton';
import { QuestionEditor } from './question-editor';

/** A quiz and its questions; one question is open for editing at a time. */
@Component({
  selector: 'app-quiz-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    ControlError,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Plural,
    ProblemMessage,
    Prose,
    QuestionEditor,
    ReactiveFormsModule,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './quiz-editor.html',
  styleUrl: './studio.scss',
})
export class QuizEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  protected readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.id() } }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    pass_mark: [0, [Validators.required, Validators.min(0), Validators.max(100)]],
    required: [true],
  });
  /** The id of the question that is open, or `new`. */
  protected readonly open = signal<string | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);

  constructor() {
    effect(() => {
      if (!this.quiz.hasValue()) return;
      this.title.show(this.quiz.value().title);
      this.form.reset(this.quiz.value());
    });
  }

  protected async save() {
    if (this.form.invalid || this.isBusy()) return;
    await this.attempt(async (path) => {
      this.quiz.set(await this.api.patch('/api/quizzes/{id}/', this.form.getRawValue(), { path }));
      this.toasts.show(this.transloco.translate('studio.saved'));
    });
  }

  protected async removeQuestion(question: Question) {
    await this.attempt(async () => {
      await this.api.delete('/api/questions/{id}/', { path: { id: question.id } });
      this.quiz.reload();
    });
  }

  protected async remove(lesson: string) {
    await this.attempt(async (path) => {
      await this.api.delete('/api/quizzes/{id}/', { path });
      await this.router.navigate(['/studio/lessons', lesson]);
    });
  }

  protected showSaved() {
    this.open.set(null);
    this.toasts.show(this.transloco.translate('studio.saved'));
    this.quiz.reload();
  }

  private async attempt(send: (path: { id: string }) => Promise<void>) {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await send({ id: this.id() });
    } catch (error) {
      if (!showFieldProblems(this.form, asProblem(error))) this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
