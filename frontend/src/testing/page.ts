/** Opens a page of the app in a test: real texts, real routes and interceptors, a controlled wire. */
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  TestRequest,
  provideHttpClientTesting,
} from '@angular/common/http/testing';
import { EnvironmentProviders, Provider, Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TitleStrategy, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { importProvidersFrom } from '@angular/core';
import { routes } from '../app/app.routes';
import { Auth } from '../app/core/auth';
import { authInterceptor } from '../app/core/auth-interceptor';
import { errorInterceptor } from '../app/core/error-interceptor';
import { loadingInterceptor } from '../app/core/loading-interceptor';
import { Locale } from '../app/core/locale';
import type { User } from '../app/core/models';
import { PageTitle } from '../app/core/page-title';
import ar from '../i18n/ar.json';
import en from '../i18n/en.json';
import { makeUser } from './samples';
import { Screen } from './screen';

export function appProviders(): (Provider | EnvironmentProviders)[] {
  return [
    provideRouter(routes, withComponentInputBinding()),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideHttpClient(withInterceptors([loadingInterceptor, errorInterceptor, authInterceptor])),
    provideHttpClientTesting(),
    importProvidersFrom(
      TranslocoTestingModule.forRoot({
        langs: { ar, en },
        translocoConfig: {
          availableLangs: ['en', 'ar'],
          defaultLang: 'en',
          reRenderOnLangChange: true,
        },
        preloadLangs: true,
      }),
    ),
  ];
}

export class Page {
  readonly http = TestBed.inject(HttpTestingController);

  constructor(
    readonly screen: Screen,
    private readonly harness: RouterTestingHarness,
  ) {}

  /** Lets everything that is ready happen and shows it. */
  async settle() {
    await settle();
    this.harness.detectChanges();
    await settle();
  }

  /** The one open request with this method and path (query left out). */
  expect(method: string, path: string): TestRequest {
    return this.http.expectOne(
      (request) => request.method === method && request.url === path,
      `${method} ${path}`,
    );
  }

  async answer(method: string, path: string, body: object | null, status = 200) {
    const request = this.expect(method, path);
    request.flush(body, { status, statusText: String(status) });
    await this.settle();
    return request.request;
  }

  /** Answers as the server refuses: with a problem document. */
  refuse(method: string, path: string, status: number, problem: object) {
    return this.answer(method, path, problem, status);
  }

  async click(element: HTMLElement) {
    element.click();
    await this.settle();
  }
}

export async function openPage(url: string, { as }: { as?: Partial<User> } = {}): Promise<Page> {
  localStorage.clear();
  TestBed.configureTestingModule({ providers: appProviders() });
  await TestBed.inject(Locale).choose('en');
  if (as) await signInAs(as);
  const harness = await RouterTestingHarness.create();
  await harness.navigateByUrl(url);
  const page = new Page(new Screen(harness.fixture.nativeElement as HTMLElement), harness);
  await page.settle();
  return page;
}

export async function renderAlone<T>(component: Type<T>, inputs: object = {}) {
  localStorage.clear();
  TestBed.configureTestingModule({ providers: appProviders() });
  await TestBed.inject(Locale).choose('en');
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, screen: new Screen(fixture.nativeElement as HTMLElement) };
}

export async function signInAs(user: Partial<User>) {
  const signedIn = TestBed.inject(Auth).signIn({ username: 'ada', password: 'secret' });
  TestBed.inject(HttpTestingController)
    .expectOne('/api/auth/login/')
    .flush({ access: 'token-1', token: 'token-1', user: makeUser(user) });
  await signedIn;
}

export async function settle() {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
}
