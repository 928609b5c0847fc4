import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { HttpResourceRef } from '@angular/common/http';
import { TranslocoDirective } from '@jsverse/transloco';
import { ProblemMessage } from './problem-message';
import { Skeleton } from './skeleton';

/** What stands in the place of something that is not there yet, or cannot be had. */
@Component({
  selector: 'app-resource-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ProblemMessage, Skeleton, TranslocoDirective],
  template: `
    @if (of().error(); as error) {
      @if (isPage()) {
        <h1 *transloco="let t" class="visually-hidden">{{ t('problem.heading') }}</h1>
      }
      <app-problem-message [error]="error" (retry)="of().reload()" />
    } @else if (!of().hasValue()) {
      <app-skeleton [lines]="isPage() ? 8 : 4" />
    }
  `,
})
export class ResourceState {
  readonly of = input.required<Pick<HttpResourceRef<unknown>, 'error' | 'hasValue' | 'reload'>>();
  /** Whether it is what the page is about; its heading is then missing too. */
  readonly isPage = input(false);
}
