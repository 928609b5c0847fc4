import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Answer, Item } from '../../core/models';
import { Prose } from '../../ui/prose';
import { plainWords } from './plain-words';

type Pairs = NonNullable<Answer['pairs']>;

/** Matches options to prompts: a list to choose from beside each prompt. */
@Component({
  selector: 'app-matching-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Prose, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="small muted mb-2">{{ t('quiz.matching.hint') }}</p>
      @if (hasMarkup()) {
        <ul class="options">
          @for (option of options(); track option.id) {
            <li>
              <span class="place">{{ letter($index) }}</span>
              <app-prose [html]="option.text_html" [isPlain]="true" />
            </li>
          }
        </ul>
      }
      <ul>
        @for (prompt of prompts(); track prompt.id) {
          <li class="pair">
            <app-prose [id]="'prompt-' + prompt.id" [html]="prompt.text_html" [isPlain]="true" />
            <select
              #choice
              [attr.aria-labelledby]="'prompt-' + prompt.id"
              (change)="match(prompt.id, choice.value)"
            >
              <option value="" [selected]="!matchOf(prompt.id)">
                {{ t('quiz.matching.choose') }}
              </option>
              @for (option of options(); track option.id) {
                <option [value]="option.id" [selected]="matchOf(prompt.id) === option.id">
                  {{ hasMarkup() ? letter($index) + ': ' : '' }}{{ words(option) }}
                </option>
              }
            </select>
          </li>
        }
      </ul>
    </ng-container>
  `,
  styleUrl: './item-list.scss',
})
export class MatchingField {
  readonly prompts = input.required<readonly Item[]>();
  readonly options = input.required<readonly Item[]>();
  readonly pairs = input.required<Pairs>();
  readonly matched = output<Pairs>();
  /** A list of a form can show words only: code and formulas stand above it, lettered. */
  protected readonly hasMarkup = computed(() =>
    this.options().some(({ text_html: html }) => /<(code|math|pre|img)\b/.test(html)),
  );

  protected matchOf(prompt: string): string | undefined {
    return this.pairs().find(({ left }) => left === prompt)?.right;
  }

  protected letter(index: number): string {
    return String.fromCodePoint(65 + index);
  }

  protected words({ text_html: html }: Item): string {
    return plainWords(html);
  }

  protected match(left: string, right: string) {
    const others = this.pairs().filter((pair) => pair.left !== left);
    this.matched.emit(right ? [...others, { left, right }] : others);
  }
}
