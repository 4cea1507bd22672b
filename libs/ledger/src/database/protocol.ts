/** What the main thread asks of the database thread: `query` is one statement with parameters, `exec` is a script. */
export type DatabaseRequest =
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly id: number; readonly kind: 'exec'; readonly sql: string }
  | { readonly id: number; readonly kind: 'close' };

/** The rows of one statement. */
export interface StatementResult {
  readonly rows: Record<string, unknown>[];
  readonly affectedRows?: number;
}

/** An error of Postgres, taken apart: an Error loses its own fields on the way between threads. */
export interface DatabaseFailure {
  readonly message: string;
  /** SQLSTATE; absent when the failure is not one of Postgres. */
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** What the database thread answers; `ready` comes once, first. */
export type DatabaseReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly results: StatementResult[] }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: DatabaseFailure };

/** What the database thread starts with. */
export interface DatabaseThreadOptions {
  /** Folder of the Postgres cluster; null keeps it in memory. */
  readonly dir: string | null;
}
