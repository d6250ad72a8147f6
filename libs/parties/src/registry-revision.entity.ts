import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: grows in the transaction of every change to what the snapshot shows, so that a cheap look tells whether to reload. */
@Entity('registry_revision')
export class RegistryRevisionEntity {
  @PrimaryColumn({ type: 'int' })
  id!: number;

  @Column({ type: 'int' })
  revision!: number;
}
