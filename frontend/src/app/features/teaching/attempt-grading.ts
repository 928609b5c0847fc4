import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import {
  FormControl,
  NonNullableFormBuilder,
  ReactiveFormsModule,
  Validators,
} from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import type { Question } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { Prose } from '../../ui/prose';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { AttemptRecord } from './attempt-record';

/** One attempt as its teacher sees it: its essays, to be given points and a comment, and what became of it. */
@Component({
  selector: 'app-attempt-grading',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    AttemptRecord,
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Prose,
    ReactiveFormsModule,
    ResourceState,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './attempt-grading.html',
  styleUrl: '../../ui/forms.scss',
})
export class AttemptGrading {
  private readonly api = inject(Api);
  private readonly builder = inject(NonNullableFormBuilder);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  protected readonly attempt = apiResource('/api/attempts/{id}/', () => ({
    path: { id: this.id() },
  }));
  private readonly quizId = computed(() =>
    this.attempt.hasValue() ? this.attempt.value().quiz : undefined,
  );
  protected readonly quiz = apiResource('/api/quizzes/{id}/', () => {
    const id = this.quizId();
    return id ? { path: { id } } : undefined;
  });
  protected readonly essays = computed(() =>
    this.attempt.hasValue()
      ? this.attempt.value().questions.filter(({ kind }) => kind === 'essay')
      : [],
  );
  protected readonly forms = this.builder.array([this.formFor()]);
  protected readonly saving = new Saving();

  constructor() {
    this.forms.clear();
    effect(() => {
      this.forms.clear();
      for (const essay of this.essays()) this.forms.push(this.formFor(essay));
    });
  }

  protected textOf({ id }: Question): string {
    const answers = this.attempt.hasValue() ? this.attempt.value().answers : [];
    return answers.find(({ question }) => question === id)?.text ?? '';
  }

  protected async save() {
    this.forms.markAllAsTouched();
    if (this.forms.invalid) return;
    const grades = this.essays().map((essay, at) => this.gradeOf(essay, at));
    const isSaved = await this.saving.attempt(async () => {
      const path = { id: this.id() };
      await this.api.post('/api/attempts/{id}/grades/', { grades }, { path });
    });
    if (!isSaved) return;
    this.toasts.show(this.transloco.translate('grading.saved'));
    const course = this.quiz.hasValue() ? this.quiz.value().course : '';
    await this.router.navigate(course ? ['/teaching/courses', course] : ['/studio']);
  }

  private gradeOf({ id, rubric = [] }: Question, at: number): Schemas['HandGrade'] {
    const { points, comment } = this.forms.at(at).getRawValue();
    const given = points.map((each) => each ?? 0);
    const worth = rubric.length ? { criteria: given } : { score: given[0] ?? 0 };
    return { question: id, ...worth, comment };
  }

  /** One field for each line of the rubric, or one for the whole. */
  private formFor(essay?: Question) {
    const most = essay?.rubric?.length ? essay.rubric.map((line) => line.points) : [essay?.points];
    const points = most.map(
      (max = 0) =>
        new FormControl<number | null>(null, [
          Validators.required,
          Validators.min(0),
          Validators.max(max),
        ]),
    );
    return this.builder.group({ points: this.builder.array(points), comment: [''] });
  }
}
