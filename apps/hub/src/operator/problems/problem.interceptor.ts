import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { isProblem, ProblemException } from './problem.js';

/** Lets handlers return a {@link Problem} as they return anything else: it leaves as problem details. */
@Injectable()
export class ProblemInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next.handle().pipe(
      map((answer) => {
        if (isProblem(answer)) throw new ProblemException(answer);
        return answer;
      }),
    );
  }
}
