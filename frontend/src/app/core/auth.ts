/**
 * Who is signed in. The access token lives in memory only; the refresh token is an httpOnly cookie
 * that this code never sees. No screen and no request logic (see `auth-interceptor.ts`) here.
 */
import { HttpClient } from '@angular/common/http';
import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { tokenLifetimeMs } from './access-token';
import type { Schemas } from './api';
import { BrowserStorage } from './browser-storage';
import type { Challenge, Session, User } from './models';
import { asProblem } from './problem';

const SIGNED_IN = 'lyceum.signed-in';
const REFRESH_LOCK = 'lyceum.refresh';
const REFRESH_BEFORE_EXPIRY_MS = 60_000;
const RETRY_MS = 30_000;

@Injectable({ providedIn: 'root' })
export class Auth {
  private readonly http = inject(HttpClient);
  private readonly storage = inject(BrowserStorage);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly session = signal<{ access: string; user: User } | null>(null);
  private refreshing: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether the session is being ended: nothing but that is asked with it any more. */
  private readonly leaving = signal(false);
  readonly user = computed(() => (this.leaving() ? null : (this.session()?.user ?? null)));
  readonly isSignedIn = computed(() => this.user() !== null);
  readonly isInstructor = computed(() => {
    const roles = this.user()?.roles ?? [];
    return roles.includes('instructor') || roles.includes('admin');
  });
  private readonly restored = signal(false);
  /** Whether it is known if the person who opened the page is signed in. */
  readonly isRestored = this.restored.asReadonly();
  /** Settles when that is known. */
  readonly ready: Promise<unknown> = this.restore().finally(() => this.restored.set(true));

  constructor() {
    this.window?.addEventListener('storage', (event) => {
      if (event.key === SIGNED_IN && event.newValue === null) this.clear();
    });
  }

  /** The bearer token of the current session, or null for a visitor. */
  get token(): string | null {
    return this.session()?.access ?? null;
  }

  /**
   * Signs in, or returns what is asked for in a second step.
   * @throws ProblemError with status 401 when name or password are wrong.
   */
  async signIn(body: Schemas['Login']): Promise<Challenge | null> {
    const reply = await this.post<Session | Challenge>('/api/auth/login/', body);
    if ('mfa_required' in reply) return reply;
    this.start(reply);
    return null;
  }

  /** @throws ProblemError with status 401 when the code is wrong, or the first step too long ago. */
  async finishSignIn(body: Schemas['Code']): Promise<void> {
    this.start(await this.post<Session>('/api/auth/mfa/verify/', body));
  }

  /**
   * Registers; signed in afterwards, unless the e-mail address is to be confirmed first.
   * @throws ProblemError with status 400 and field errors when a value is refused.
   */
  async signUp(body: Schemas['Registration']): Promise<void> {
    const reply = await this.post<Session | Schemas['Unverified']>('/api/auth/registration/', body);
    if ('access' in reply) this.start(reply);
  }

  /** Ends the session here at once, and on the server as soon as it answers. */
  async signOut(): Promise<void> {
    this.leaving.set(true);
    try {
      await firstValueFrom(this.http.post('/api/auth/logout/', {}));
    } finally {
      this.clear();
      this.leaving.set(false);
    }
  }

  /** Forgets a session that has ended on the server already. */
  forget() {
    this.clear();
  }

  /** Shows a changed profile everywhere. */
  setUser(user: User) {
    this.session.update((session) => session && { ...session, user });
  }

  /** A fresh access token; false when the session is over. One request however many ask. */
  refresh(): Promise<boolean> {
    this.refreshing ??= this.exclusively(() => this.renew()).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private post<T>(path: string, body: object): Promise<T> {
    return firstValueFrom(this.http.post<T>(path, body));
  }

  private restore(): Promise<unknown> {
    return this.storage.get(SIGNED_IN) === '1' ? this.refresh() : Promise.resolve();
  }

  /** Tabs renew one after the other: each successor cookie is known before the next one asks. */
  private exclusively(renew: () => Promise<boolean>): Promise<boolean> {
    // Absent outside secure contexts, whatever the DOM types say.
    const locks = this.window?.navigator.locks;
    return locks ? locks.request(REFRESH_LOCK, renew) : renew();
  }

  private async renew(): Promise<boolean> {
    const headers = { 'X-Requested-With': 'lyceum' };
    try {
      const request = this.http.post<Session>('/api/auth/token/refresh/', {}, { headers });
      this.start(await firstValueFrom(request));
      return true;
    } catch (error) {
      // Only a refusal ends the session; an unreachable server is asked again.
      if (asProblem(error).status === 401) this.clear();
      else this.refreshIn(RETRY_MS);
      return false;
    }
  }

  private start({ access, user }: Session) {
    this.session.set({ access, user });
    this.storage.set(SIGNED_IN, '1');
    const lifetime = tokenLifetimeMs(access);
    if (lifetime > 0) this.refreshIn(Math.max(lifetime - REFRESH_BEFORE_EXPIRY_MS, lifetime / 2));
  }

  private refreshIn(delayMs: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), delayMs);
  }

  private clear() {
    clearTimeout(this.timer);
    this.session.set(null);
    this.storage.remove(SIGNED_IN);
  }
}
