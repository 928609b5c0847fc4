import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Format } from '../../core/format';
import type { Attachment } from '../../core/models';

/** Kinds by the beginning of a content type; the rest are plain files. */
const KINDS = [
  ['application/pdf', 'pdf'],
  ['image/', 'image'],
  ['audio/', 'audio'],
  ['video/', 'video'],
  ['text/', 'text'],
  ['application/zip', 'archive'],
] as const;

/** The files that belong to a lesson, each with what it is and how large. */
@Component({
  selector: 'app-attachment-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [TranslocoDirective],
  template: `
    <section *transloco="let t" aria-labelledby="attachments">
      <h2 id="attachments">{{ t('attachments.heading') }}</h2>
      <ul class="plain-list">
        @for (attachment of attachments(); track attachment.id) {
          <li>
            <a [href]="attachment.url" target="_blank" rel="noopener" dir="auto">{{
              attachment.name
            }}</a>
            <span class="small muted">
              {{ t('attachments.kinds.' + kind(attachment)) }} ·
              {{ format.bytes(attachment.bytes) }}
            </span>
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    h2 {
      font-size: 1.25rem;
    }

    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0.25rem 1rem;
      padding-block: 0.625rem;
      border-block-end: var(--app-hairline);
    }

    a {
      overflow-wrap: anywhere;
    }
  `,
})
export class AttachmentList {
  protected readonly format = inject(Format);
  readonly attachments = input.required<readonly Attachment[]>();

  protected kind(attachment: Attachment): string {
    return KINDS.find(([type]) => attachment.kind.startsWith(type))?.[1] ?? 'file';
  }
}
