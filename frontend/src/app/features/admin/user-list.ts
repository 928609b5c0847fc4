import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, Schemas, apiResource } from '../../core/api';
import type { Role } from '../../core/models';
import { Saving } from '../../core/saving';
import { Toasts } from '../../core/toasts';
import { ControlError } from '../../ui/control-error';
import { Pagination } from '../../ui/pagination';
import { ResourceState } from '../../ui/resource-state';
import { SavingMessage } from '../../ui/saving-message';

const PAGE_SIZE = 50;
/** Everybody is a student; these come on top. */
const ROLES: readonly Role[] = ['instructor', 'admin'];
type Person = Schemas['UserOrPerson'];

/** Everybody with an account: found by name, given roles, invited and kept out. */
@Component({
  selector: 'app-user-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    ControlError,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    Pagination,
    ReactiveFormsModule,
    ResourceState,
    SavingMessage,
    TranslocoDirective,
  ],
  templateUrl: './user-list.html',
  styleUrl: '../../ui/forms.scss',
})
export class UserList {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);
  readonly page = input<string>();
  readonly search = input<string>();
  protected readonly roles = ROLES;
  protected readonly pageSize = PAGE_SIZE;
  protected readonly pageNumber = computed(() => Math.max(1, Math.trunc(Number(this.page())) || 1));
  protected readonly users = apiResource('/api/users/', () => ({
    query: { search: this.search() ?? '', page: this.pageNumber(), page_size: PAGE_SIZE },
  }));
  protected readonly form = inject(NonNullableFormBuilder).group({
    name: ['', [Validators.required, Validators.maxLength(100)]],
    username: ['', [Validators.required, Validators.maxLength(64)]],
    email: ['', [Validators.required, Validators.email]],
  });
  protected readonly inviting = new Saving(this.form);
  protected readonly saving = new Saving();

  /** What is looked for stands in the address; its results begin at the first page. */
  protected async find(words: string) {
    const queryParams = { search: words || null, page: null };
    await this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected async invite() {
    const body = this.form.getRawValue();
    if (!(await this.inviting.submit(() => this.api.post('/api/users/', body)))) return;
    this.form.reset();
    this.users.reload();
    this.toasts.show(this.transloco.translate('admin.invited'));
  }

  protected async toggleRole({ id, roles = [] }: Person, role: Role) {
    const others = roles.filter((each) => each !== role);
    await this.change(id, { roles: roles.includes(role) ? others : [...others, role] });
  }

  protected async toggleActive({ id, is_active = true }: Person) {
    await this.change(id, { is_active: !is_active });
  }

  private async change(id: string, body: Schemas['PatchedPersonChanges']) {
    const path = { id };
    const send = () => this.api.patch('/api/users/{id}/', body, { path });
    const isSaved = await this.saving.attempt(send);
    // After a refusal too: the box that was ticked goes back.
    this.users.reload();
    if (isSaved) this.toasts.show(this.transloco.translate('studio.saved'));
  }
}
