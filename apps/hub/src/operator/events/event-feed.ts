import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { PartyDirectory, type MessageRow } from '@busbar/core';
import { PresenceTracker } from '@busbar/hub-client-info';
import { messageView } from '../messages/message-view.js';
import type { EventStream, OperatorEvent } from './event-stream.js';
import { PlatformWatch } from './platform-watch.js';

/** People watch this: more messages a second than these are counted instead of sent. */
const MAX_MESSAGES_PER_S = 20;
const LOOK_EVERY_MS = 1_000;
const BEAT_EVERY_LOOKS = 15;
/** Consoles and scripts of one hub; each holds a connection and a buffer. */
const MAX_LISTENERS = 100;

interface Listener {
  readonly stream: EventStream;
  /** Asked with each heartbeat: a key that was taken away ends its streams. */
  readonly mayStay: () => Promise<boolean>;
}

/** What happens in this process, for those who listen. Without listeners it costs a comparison per message. */
@Injectable()
export class EventFeed implements BeforeApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private watch = new PlatformWatch();
  private timer: NodeJS.Timeout | null = null;
  private looks = 0;
  private messagesLeft = MAX_MESSAGES_PER_S;
  private messagesLeftOut = 0;

  constructor(
    private readonly directory: PartyDirectory,
    private readonly presence: PresenceTracker,
  ) {}

  /** A message was concluded; returns at once. */
  messageConcluded(row: MessageRow): void {
    if (this.listeners.size === 0) return;
    if (this.messagesLeft === 0) {
      this.messagesLeftOut += 1;
      return;
    }
    this.messagesLeft -= 1;
    this.publish({ name: 'message.concluded', data: messageView(row) });
  }

  /** Lets a listener in; `leave` ends it. Null when there are too many. */
  join(listener: Listener): { readonly leave: () => void } | null {
    if (this.listeners.size >= MAX_LISTENERS) return null;
    this.listeners.add(listener);
    this.start();
    return { leave: () => this.leave(listener) };
  }

  beforeApplicationShutdown(): void {
    this.endAll();
  }

  /** Ends every stream, so that the server can close. */
  endAll(): void {
    for (const listener of this.listeners) {
      listener.stream.end();
      this.leave(listener);
    }
  }

  private leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private start(): void {
    if (this.timer !== null) return;
    this.watch = new PlatformWatch();
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  private look(): void {
    if (this.messagesLeftOut > 0) this.publish({ name: 'messages.left_out', data: { count: this.messagesLeftOut } });
    this.messagesLeft = MAX_MESSAGES_PER_S;
    this.messagesLeftOut = 0;
    const platforms = this.directory.snapshot()?.allPlatforms() ?? [];
    for (const event of this.watch.look(platforms, (platform) => this.presence.statusOf(platform))) this.publish(event);
    this.looks += 1;
    if (this.looks % BEAT_EVERY_LOOKS === 0) this.beat();
  }

  private beat(): void {
    for (const listener of this.listeners) {
      listener.stream.beat();
      void listener.mayStay().then((stays) => {
        if (!stays) listener.stream.end();
      });
    }
  }

  private publish(event: OperatorEvent): void {
    for (const { stream } of this.listeners) stream.send(event);
  }
}
