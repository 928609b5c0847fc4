import { Pipe, PipeTransform, inject } from '@angular/core';
import { ValidationErrors } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';

/** What is wrong with a form control, in words. Not pure: the answer changes with the language. */
@Pipe({ name: 'controlError', pure: false })
export class ControlError implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(errors: ValidationErrors | null): string {
    const [kind, detail] =
      Object.entries((errors ?? {}) as Record<string, Record<string, unknown>>)[0] ?? [];
    if (!kind) return '';
    return kind === 'server' ? String(detail) : this.transloco.translate(`form.${kind}`, detail);
  }
}
