import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from './icon';

/** A button for what cannot be taken back: it asks once, in its own place. */
@Component({
  selector: 'app-confirm-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (isAsking()) {
        <span class="question" role="group" [attr.aria-label]="label()">
          <span class="small">{{ question() || t('confirm.question') }}</span>
          <button matButton="filled" type="button" class="yes" (click)="confirm()">
            {{ yes() || t('confirm.yes') }}
          </button>
          <button matButton type="button" (click)="ask(false)">
            {{ no() || t('confirm.no') }}
          </button>
        </span>
      } @else if (isText()) {
        <button matButton type="button" (click)="ask(true)">{{ label() }}</button>
      } @else {
        <button matIconButton type="button" [attr.aria-label]="label()" (click)="ask(true)">
          <app-icon name="trash" />
        </button>
      }
    </ng-container>
  `,
  host: { '(keydown.escape)': 'isAsking() && ask(false)' },
  styles: `
    .question {
      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }

    .yes {
      color: var(--mat-sys-on-error);
      background: var(--mat-sys-error);
    }
  `,
})
export class ConfirmButton {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  readonly label = input.required<string>();
  /** What is asked and can be answered, where removing is not what it is about. */
  readonly question = input('');
  readonly yes = input('');
  readonly no = input('');
  /** Whether the label is shown in place of a bin. */
  readonly isText = input(false);
  readonly confirmed = output();
  protected readonly isAsking = signal(false);

  /** Shows the question or the button; the focus stays here, on what takes nothing away. */
  protected ask(isAsking: boolean) {
    this.isAsking.set(isAsking);
    afterNextRender(() => this.host.querySelector<HTMLElement>('button:last-of-type')?.focus(), {
      injector: this.injector,
    });
  }

  protected confirm() {
    this.isAsking.set(false);
    this.confirmed.emit();
  }
}
