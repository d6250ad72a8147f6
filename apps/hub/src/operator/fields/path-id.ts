import { Injectable, type PipeTransform } from '@nestjs/common';
import { ProblemException } from '../problems/problem.js';
import { invalidField } from './validation.js';

/** An id in a path: what the hub's own ids consist of. Anything else was never one and is refused before it is looked up. */
@Injectable()
export class PathId implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(value)) return value;
    throw new ProblemException(invalidField('id', 'id must be an id of this hub'));
  }
}
