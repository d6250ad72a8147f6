import { Controller, Module, type DynamicModule } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';

/** The microservice that hears a channel: one event pattern, whose messages go to `take` as they came. */
export function eventIntake(channel: string, take: (message: unknown) => void): DynamicModule {
  // The channel's name depends on the configuration, and a decorator takes it when the class is made.
  @Controller()
  class EventIntake {
    @EventPattern(channel)
    hear(@Payload() message: unknown): void {
      take(message);
    }
  }

  @Module({})
  class EventIntakeModule {}

  return { module: EventIntakeModule, controllers: [EventIntake] };
}
