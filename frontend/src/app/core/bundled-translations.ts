import { Injectable } from '@angular/core';
import { Translation, TranslocoLoader } from '@jsverse/transloco';

interface Texts {
  default: Translation;
}
const LOADERS: Record<string, () => Promise<Texts>> = {
  ar: () => import('../../i18n/ar.json'),
  en: () => import('../../i18n/en.json'),
};

/** Texts as lazy chunks of the build: hashed and cached for ever, like the code that uses them. */
@Injectable({ providedIn: 'root' })
export class BundledTranslations implements TranslocoLoader {
  async getTranslation(lang: string): Promise<Translation> {
    const load = LOADERS[lang];
    if (!load) throw new Error(`No texts for language "${lang}"`);
    return (await load()).default;
  }
}
