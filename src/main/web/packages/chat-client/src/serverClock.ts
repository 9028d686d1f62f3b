/** The estimated server clock: the local one may be hours off. */
export class ServerClock {
  #skewMs = 0

  /** Takes the time that an event was sent at. */
  heard(timestamp: string): void {
    this.#skewMs = Date.parse(timestamp) - Date.now()
  }

  now(): Date {
    return new Date(Date.now() + this.#skewMs)
  }
}
