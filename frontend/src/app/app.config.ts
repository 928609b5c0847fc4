import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  ApplicationConfig,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideServiceWorker } from '@angular/service-worker';
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app.routes';
import { authInterceptor } from './core/auth-interceptor';
import { BundledTranslations } from './core/bundled-translations';
import { errorInterceptor } from './core/error-interceptor';
import { loadingInterceptor } from './core/loading-interceptor';
import { LANGUAGES, Locale } from './core/locale';
import { PageTitle } from './core/page-title';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    // The first is the outermost: errors are translated after the auth interceptor has tried again.
    provideHttpClient(withInterceptors([loadingInterceptor, errorInterceptor, authInterceptor])),
    isDevMode() ? [] : provideServiceWorker('ngsw-worker.js'),
    provideTransloco({
      config: {
        availableLangs: LANGUAGES.map((language) => language.id),
        defaultLang: 'en',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
        missingHandler: { useFallbackTranslation: true },
      },
      loader: BundledTranslations,
    }),
    provideAppInitializer(() => inject(Locale).start()),
  ],
};
