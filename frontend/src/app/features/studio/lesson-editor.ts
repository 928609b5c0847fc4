import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import type { Lesson } from '../../core/models';
import { PageTitle } from '../../core/page-title';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { Prose } from '../../ui/prose';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { LessonFiles } from './lesson-files';
import { TitleForm } from '../../ui/title-form';

const LONGEST_LESSON_MIN = 600;

/** The text and settings of a lesson, and its quizzes. */
@Component({
  selector: 'app-lesson-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    LessonFiles,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Prose,
    ReactiveFormsModule,
    ResourceState,
    RouterLink,
    SavingMessage,
    TitleForm,
    TranslocoDirective,
  ],
  templateUrl: './lesson-editor.html',
  styleUrl: '../../ui/forms.scss',
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
  private readonly kept = signal<Partial<Schemas['PatchedLesson']> | null>(null);
  protected readonly quizzes = computed(() =>
    this.lesson.hasValue() ? this.lesson.value().quizzes : [],
  );
  protected readonly form = inject(NonNullableFormBuilder).group({
    title: ['', [Validators.required, Validators.maxLength(200)]],
    content: [''],
    video_url: ['', Validators.maxLength(2000)],
    minutes: [1, [Validators.required, Validators.min(1), Validators.max(LONGEST_LESSON_MIN)]],
    preview: [false],
  });
  protected readonly saving = new Saving(this.form);

  constructor() {
    effect(() => {
      if (!this.lesson.hasValue()) return;
      this.title.show(this.lesson.value().title);
      this.form.reset(this.lesson.value());
      const kept = untracked(this.kept);
      if (kept) this.form.patchValue(kept);
      this.kept.set(null);
    });
  }

  /** Files are saved on their own; what is being typed stays. */
  protected takeFiles(saved: Lesson) {
    const typed = this.form.getRawValue();
    this.lesson.set(saved);
    this.kept.set(typed);
  }

  protected addToText(markdown: string) {
    const { content } = this.form.controls;
    content.setValue(`${content.value.trimEnd()}\n\n${markdown}\n`);
    content.markAsDirty();
  }

  /** What the author writes into the text to place a quiz there. */
  protected placeOf(quizId: string): string {
    return `{{quiz:${quizId}}}`;
  }

  protected async save() {
    if (this.form.invalid || !this.lesson.hasValue()) return;
    const body = this.form.getRawValue();
    const isSaved = await this.saving.write(this.lesson.value().version, async (header) => {
      const path = { id: this.id() };
      this.lesson.set(await this.api.patch('/api/lessons/{id}/', body, { path, header }));
    });
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }

  protected async addQuiz(title: string) {
    await this.saving.attempt(async () => {
      const quiz = await this.api.post('/api/quizzes/', { lesson: this.id(), title });
      await this.router.navigate(['/studio/quizzes', quiz.id]);
    });
  }
}
