import { ChangeDetectionStrategy, Component, inject, input, linkedSignal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api, apiResource } from '../../core/api';
import { Format } from '../../core/format';
import { Saving } from '../../core/saving';
import { ConfirmButton } from '../../ui/confirm-button';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { Skeleton } from '../../ui/skeleton';

const PAGE_SIZE = 100;
const LONGEST_NOTE = 10_000;

/** What a learner keeps about a lesson: notes that nobody else reads. */
@Component({
  selector: 'app-lesson-notes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ConfirmButton, Icon, MatButtonModule, ProblemMessage, Skeleton, TranslocoDirective],
  templateUrl: './lesson-notes.html',
  styleUrl: './lesson-notes.scss',
})
export class LessonNotes {
  private readonly api = inject(Api);
  protected readonly format = inject(Format);
  readonly lessonId = input.required<string>();

  protected readonly longestNote = LONGEST_NOTE;
  protected readonly saving = new Saving();
  protected readonly notes = apiResource('/api/notes/', () => ({
    query: { lesson: this.lessonId(), page_size: PAGE_SIZE },
  }));
  /** The note that is being rewritten. */
  protected readonly editedId = linkedSignal<string, string | null>({
    source: this.lessonId,
    computation: () => null,
  });

  protected async add(field: HTMLTextAreaElement) {
    const text = field.value.trim();
    if (!text) return;
    const body = { lesson: this.lessonId(), text };
    const isSaved = await this.saving.attempt(() => this.api.post('/api/notes/', body));
    if (!isSaved) return;
    field.value = '';
    this.notes.reload();
  }

  protected async rewrite(id: string, written: string) {
    const text = written.trim();
    if (!text) return;
    const send = () => this.api.patch('/api/notes/{id}/', { text }, { path: { id } });
    if (!(await this.saving.attempt(send))) return;
    this.editedId.set(null);
    this.notes.reload();
  }

  protected async remove(id: string) {
    const send = () => this.api.delete('/api/notes/{id}/', { path: { id } });
    if (await this.saving.attempt(send)) this.notes.reload();
  }
}
