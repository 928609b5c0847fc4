import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../../core/api';
import { Saving } from '../../core/saving';
import { ProblemMessage } from '../../ui/problem-message';

/** Keeps a lesson to be found again, or keeps it no more. */
@Component({
  selector: 'app-bookmark-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, ProblemMessage, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (kept.hasValue()) {
        @let isKept = kept.value().includes(lessonId());
        <button
          matButton="outlined"
          type="button"
          [attr.aria-pressed]="isKept"
          [disabled]="saving.isBusy()"
          disabledInteractive
          (click)="keep(!isKept)"
        >
          {{ t('notes.bookmark') }}
          @if (isKept) {
            ✓
          }
        </button>
      }
      @if (saving.problem() ?? kept.error(); as error) {
        <app-problem-message [error]="error" [canRetry]="false" />
      }
    </ng-container>
  `,
})
export class BookmarkButton {
  private readonly api = inject(Api);
  readonly courseId = input.required<string>();
  readonly lessonId = input.required<string>();
  protected readonly saving = new Saving();
  /** The lessons of the course that are bookmarked. */
  protected readonly kept = resource({
    params: () => this.courseId(),
    loader: async ({ params: course }) => {
      const bookmarks = await this.api.getAll('/api/bookmarks/', { query: { course } });
      return bookmarks.map(({ lesson }) => lesson);
    },
  });

  protected async keep(isKept: boolean) {
    const id = this.lessonId();
    const isDone = await this.saving.attempt(() =>
      isKept
        ? this.api.put('/api/bookmarks/{id}/', undefined, { path: { id } })
        : this.api.delete('/api/bookmarks/{id}/', { path: { id } }),
    );
    if (!isDone) return;
    const others = (this.kept.value() ?? []).filter((lesson) => lesson !== id);
    this.kept.set(isKept ? [...others, id] : others);
  }
}
