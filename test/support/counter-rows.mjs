/** A store for the tests of the database itself. It is JavaScript because a connection thread loads it as it is. */
export const entities = [];

export class Store {
  constructor(entityManager) {
    this.entityManager = entityManager;
  }

  async makeTable() {
    await this.entityManager.query('CREATE TABLE counted (id INTEGER PRIMARY KEY, note TEXT)');
  }

  async add(id, note) {
    await this.entityManager.query('INSERT INTO counted (id, note) VALUES (?, ?)', [id, note ?? null]);
    return id;
  }

  async addAndThrow(id) {
    await this.add(id);
    throw new Error('thrown by the operation');
  }

  /** Takes two row locks in the order given; two calls with opposite orders deadlock on MySQL. */
  async touchBoth(first, second) {
    await this.entityManager.query('UPDATE counted SET note = ? WHERE id = ?', ['touched', first]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await this.entityManager.query('UPDATE counted SET note = ? WHERE id = ?', ['touched', second]);
  }

  async clear() {
    await this.entityManager.query('DELETE FROM counted');
  }

  async count() {
    const [row] = await this.entityManager.query('SELECT COUNT(*) AS total FROM counted');
    return Number(row.total);
  }

  async pragma(name) {
    const [row] = await this.entityManager.query(`PRAGMA ${name}`);
    return Object.values(row)[0];
  }

  /** Ends the thread that runs it, as a crash would. */
  async crash() {
    process.exit(1);
  }
}
