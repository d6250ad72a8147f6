import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { problem, ProblemException, type FieldError } from '../problems/problem.js';

/** Checks bodies and queries against their DTO; a name that the DTO does not have is refused, not dropped. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    // One fault per field: what is no number need not be told that it is not below 500 either.
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldErrors(error, ''));
      const named = fields.map((each) => each.field).join(', ');
      return new ProblemException(
        problem('invalid-request', `Refused because of: ${named || 'the body as a whole'}.`, { errors: fields }),
      );
    },
  });
}

/** A single field that a handler itself found wrong. */
export function invalidField(field: string, message: string): ReturnType<typeof problem> {
  return problem('invalid-request', `Refused because of: ${field}.`, { errors: [{ field, message }] });
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = pathOf(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    message: constraint === 'whitelistValidation' ? `${error.property} is not known here` : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function pathOf(parent: string, property: string | undefined): string {
  if (property === undefined) return parent;
  if (/^\d+$/.test(property) && parent !== '') return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}
