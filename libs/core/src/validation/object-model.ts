import {
  FUNCTIONAL_MODULES,
  loadMessageValidator,
  pathSegments,
  type ValidateMessage,
  type Violation,
} from '@busbar/ocpi';
import type { Said } from './said.js';

/** The same as {@link Said}, without who said it. */
export type Judged = Omit<Said, 'messageId' | 'platformId' | 'party'>;

const NO_BYTES = new Uint8Array(0);

/** Holds what was said against the object model of its version. What a version and module need is loaded when they first come up. */
export class ObjectModel {
  private readonly validators = new Map<string, ValidateMessage | Promise<ValidateMessage>>();

  /** What is wrong with it; nothing for custom modules, of which the specification says nothing. At once wherever it can be. */
  judge(said: Judged): readonly Violation[] | Promise<readonly Violation[]> {
    if (!FUNCTIONAL_MODULES[said.version].includes(said.module)) return [];
    const validator = this.validatorOf(said);
    return validator instanceof Promise ? validator.then((loaded) => judgeBy(loaded, said)) : judgeBy(validator, said);
  }

  private validatorOf({ version, module }: Judged): ValidateMessage | Promise<ValidateMessage> {
    const key = `${version} ${module}`;
    const known = this.validators.get(key);
    if (known !== undefined) return known;
    const loading = loadMessageValidator(version, module).then(
      (loaded) => {
        this.validators.set(key, loaded);
        return loaded;
      },
      (error: unknown) => {
        this.validators.delete(key);
        throw error;
      },
    );
    this.validators.set(key, loading);
    return loading;
  }
}

function judgeBy(validate: ValidateMessage, said: Judged): readonly Violation[] {
  return validate({
    interfaceRole: said.interfaceRole,
    method: said.method,
    // What cannot be decoded stays what it is: it fits where any text does.
    segments: pathSegments(said.rest) ?? said.rest.split('/').slice(1),
    query: said.query ?? '',
    isCallback: said.isCallback,
    direction: said.direction,
    body: { bytes: said.bytes ?? NO_BYTES },
    ...(said.httpStatus === null ? {} : { httpStatus: said.httpStatus }),
  });
}
