import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { showFieldProblems } from '../../core/form-problems';
import { PageTitle } from '../../core/page-title';
import { asProblem } from '../../core/problem';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { ProblemMessage } from '../../ui/problem-message';
import { Prose } from '../../ui/prose';
import { Skeleton } from '../../ui/skeleton';
import { TitleForm } from './title-form';

const LONGEST_LESSON_MIN = 600;

/** The text and settings of a lesson, and its quizzes. */
@Component({
  selector: 'app-lesson-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    ProblemMessage,
    Prose,
    ReactiveFormsModule,
    RouterLink,
    Skeleton,
    TitleForm,
    TranslocoDirective,
  ],
  templateUrl: './lesson-editor.html',
  styleUrl: './studio.scss',
})
export class LessonEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  protected readonly lesson = apiResource('/api/lessons/{id}/', () => ({
    path: { id: this.id() },
  }));
  protected readonly quizzes = computed(() =>
    this.lesson.hasValue() ? this.lesson.value().quizzes : [],
  );
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    content: [''],
    video_url: ['', Validators.maxLength(2000)],
    minutes: [0, [Validators.min(0), Validators.max(LONGEST_LESSON_MIN)]],
    preview: [false],
  });
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<unknown>(null);

  constructor() {
    effect(() => {
      if (!this.lesson.hasValue()) return;
      this.title.show(this.lesson.value().title);
      this.form.reset(this.lesson.value());
    });
  }

  /** What the author writes into the text to place a quiz there. */
  protected placeOf(quizId: string): string {
    return `{{quiz:${quizId}}}`;
  }

  protected async save() {
    if (this.form.invalid || this.isBusy()) return;
    await this.attempt(async () => {
      const body = this.form.getRawValue();
      const path = { id: this.id() };
      this.lesson.set(await this.api.patch('/api/lessons/{id}/', body, { path }));
      this.toasts.show(this.transloco.translate('studio.saved'));
    });
  }

  protected async addQuiz(title: string) {
    await this.attempt(async () => {
      const quiz = await this.api.post('/api/quizzes/', { lesson: this.id(), title });
      await this.router.navigate(['/studio/quizzes', quiz.id]);
    });
  }

  private async attempt(send: () => Promise<void>) {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      await send();
    } catch (error) {
      if (!showFieldProblems(this.form, asProblem(error))) this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
