import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import type { PublishProblem } from '../../core/problem';

/** What is to be done about a course, each with the way to the lesson that it is about. */
@Component({
  selector: 'app-problem-links',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <ul class="mb-0">
      @for (problem of problems(); track $index) {
        <li>
          @if (problem.lesson; as lesson) {
            <a [routerLink]="['/studio/lessons', lesson]">{{ say(problem) }}</a>
          } @else {
            {{ say(problem) }}
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding-inline-start: 1.25rem;
    }

    a {
      color: inherit;
    }
  `,
})
export class ProblemLinks {
  private readonly transloco = inject(TranslocoService);
  readonly problems = input.required<readonly PublishProblem[]>();

  /** In the reader's language where the problem is known; messages that name something stay. */
  protected say({ code, message }: PublishProblem): string {
    const key = `checklist.codes.${code}`;
    const known = this.transloco.getTranslation(this.transloco.getActiveLang());
    return key in known ? this.transloco.translate(key) : message;
  }
}
