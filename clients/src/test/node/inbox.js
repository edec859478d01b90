/** What has come and nobody has asked for yet, in its order. */
export class Inbox {
  #arrived = [];
  #asked = [];

  /** Takes an event in; may be passed on alone, as a listener is. */
  put = (event) => {
    const asker = this.#asked.shift();
    if (asker) {
      asker(event);
    } else {
      this.#arrived.push(event);
    }
  };

  /** The next event, once it comes. */
  next() {
    return this.#arrived.length > 0
      ? Promise.resolve(this.#arrived.shift())
      : new Promise((resolve) => this.#asked.push(resolve));
  }

  async several(count) {
    const events = [];
    while (events.length < count) {
      events.push(await this.next());
    }
    return events;
  }
}
