import { ChangeDetectionStrategy, Component, effect, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import type { Question } from '../../core/models';
import { PageTitle } from '../../core/page-title';
import { Condition, Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ConfirmButton } from '../../ui/confirm-button';
import { Icon } from '../../ui/icon';
import { Plural } from '../../ui/plural';
import { Prose } from '../../ui/prose';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';
import { QuestionEditor } from './question-editor';
import { QuestionFile } from './question-file';
import { QuizSettings } from './quiz-settings';

/** A quiz and its questions; one question is open for editing at a time. */
@Component({
  selector: 'app-quiz-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ConfirmButton,
    Icon,
    MatButtonModule,
    Plural,
    Prose,
    QuestionEditor,
    QuestionFile,
    QuizSettings,
    ResourceState,
    RouterLink,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './quiz-editor.html',
  styleUrl: '../../ui/forms.scss',
})
export class QuizEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  readonly id = input.required<string>();

  protected readonly quiz = apiResource('/api/quizzes/{id}/', () => ({ path: { id: this.id() } }));
  /** The id of the question that is open, or `new`. */
  protected readonly open = signal<string | null>(null);
  protected readonly saving = new Saving();

  constructor() {
    effect(() => {
      if (this.quiz.hasValue()) this.title.show(this.quiz.value().title);
    });
  }

  protected async removeQuestion({ id }: Question) {
    await this.write(async (header) => {
      await this.api.delete('/api/questions/{id}/', { path: { id }, header });
      this.quiz.reload();
    });
  }

  protected async remove(lesson: string) {
    await this.write(async (header) => {
      await this.api.delete('/api/quizzes/{id}/', { path: { id: this.id() }, header });
      await this.router.navigate(['/studio/lessons', lesson]);
    });
  }

  protected showSaved() {
    this.open.set(null);
    this.toasts.show(this.transloco.translate('studio.saved'));
    this.quiz.reload();
  }

  private async write(send: (header: Condition) => Promise<void>) {
    if (this.quiz.hasValue()) await this.saving.write(this.quiz.value().version, send);
  }
}
