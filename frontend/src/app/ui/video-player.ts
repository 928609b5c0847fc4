import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Format } from '../core/format';
import { Locale } from '../core/locale';
import type { Caption } from '../core/models';
import { videoSource } from './video-source';

/** A video by its address: embedded from YouTube or Vimeo, else played by the browser. */
@Component({
  selector: 'app-video-player',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (frameUrl(); as url) {
      <iframe
        [src]="url"
        [title]="title()"
        loading="lazy"
        allow="fullscreen; picture-in-picture; encrypted-media"
        referrerpolicy="strict-origin-when-cross-origin"
        allowfullscreen
      ></iframe>
    } @else if (source(); as source) {
      <video controls preload="metadata" [src]="source.url" [attr.aria-label]="title()">
        @for (caption of captions(); track caption.id) {
          <track
            kind="captions"
            [src]="caption.url"
            [srclang]="caption.language"
            [label]="labelOf(caption)"
            [default]="caption.id === shownCaption()"
          />
        }
      </video>
    }
  `,
  styles: `
    iframe,
    video {
      display: block;
      inline-size: 100%;
      aspect-ratio: 16 / 9;
      border: 0;
      border-radius: var(--app-radius);
      background: #000;
    }
  `,
})
export class VideoPlayer {
  private readonly format = inject(Format);
  private readonly locale = inject(Locale);
  private readonly sanitizer = inject(DomSanitizer);
  readonly url = input.required<string>();
  readonly title = input.required<string>();
  readonly captions = input<readonly Caption[]>([]);
  /** Those in the reader's language are on at the start, whatever their region. */
  protected readonly shownCaption = computed(() => {
    const speaks = ({ language }: Caption) => language.split('-')[0] === this.locale.lang();
    return this.captions().find(speaks)?.id;
  });
  protected readonly source = computed(() => videoSource(this.url()));
  // Safe to trust: videoSource builds it from a fixed host and an id of a fixed form.
  protected readonly frameUrl = computed(() => {
    const source = this.source();
    return source?.kind === 'frame'
      ? this.sanitizer.bypassSecurityTrustResourceUrl(source.url)
      : undefined;
  });

  /** Captions that nobody has named are called by their language. */
  protected labelOf({ label, language }: Caption): string {
    return label && label !== language ? label : this.format.language(language);
  }
}
