/** The part of sql.js that the index uses. The types that are published bring those of Emscripten along, which contradict other packages'. */
declare module 'sql.js' {
  export type SqlValue = number | string | Uint8Array | null;

  export interface Statement {
    bind(values?: SqlValue[]): boolean;
    step(): boolean;
    get(): SqlValue[];
    run(values?: SqlValue[]): void;
    free(): boolean;
  }

  export interface Database {
    run(sql: string, values?: SqlValue[]): Database;
    exec(sql: string): { columns: string[]; values: SqlValue[][] }[];
    prepare(sql: string): Statement;
    export(): Uint8Array;
    close(): void;
  }

  export interface SqlJsStatic {
    readonly Database: new (bytes?: Uint8Array) => Database;
  }

  // It is the package that has a default export.
  // eslint-disable-next-line no-restricted-exports
  export default function initSqlJs(options: { readonly wasmBinary: ArrayBuffer | SharedArrayBuffer }): Promise<SqlJsStatic>;
}
