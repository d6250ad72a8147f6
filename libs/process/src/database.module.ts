import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '@busbar/database';

/** Offers an open database to the whole application. It is closed by whoever opened it, after the application. */
@Module({})
export class DatabaseModule {
  static register(database: Database): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [{ provide: Database, useValue: database }],
      exports: [Database],
    };
  }
}
