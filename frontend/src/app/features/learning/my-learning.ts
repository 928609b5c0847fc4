import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../core/api';
import { Auth } from '../../core/auth';
import { Format } from '../../core/format';
import { CoverArt } from '../../ui/cover-art';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { ProblemMessage } from '../../ui/problem-message';
import { ProgressBar } from '../../ui/progress-bar';
import { Skeleton } from '../../ui/skeleton';
import { ProgressChart } from './progress-chart';

/** A learner's own page: what comes next, and how far each course is. */
@Component({
  selector: 'app-my-learning',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CoverArt,
    EmptyState,
    Icon,
    MatButtonModule,
    ProblemMessage,
    ProgressBar,
    ProgressChart,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './my-learning.html',
  styleUrl: './my-learning.scss',
})
export class MyLearning {
  private readonly auth = inject(Auth);
  protected readonly format = inject(Format);
  protected readonly name = computed(() => this.auth.user()?.name ?? '');
  protected readonly dashboard = apiResource('/api/dashboard/', () => ({}));
}
