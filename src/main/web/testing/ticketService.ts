import { connect, type Channel, type ChannelModel } from 'amqplib'
import { randomUUID } from 'node:crypto'

type Answer = { status: 'stored'; seq: number } | { status: 'refused'; code: string; message: string }

/** An event in the queue of the ticket service. */
export interface TicketServiceEvent {
  type: string
  conversationId: string
  ticketId?: string
  data: Record<string, unknown>
}

/** A ticket service, which speaks and hears through RabbitMQ as a real one does. */
export class TicketService {
  /** What it has heard, in its order. */
  readonly heard: TicketServiceEvent[] = []
  readonly #connection: ChannelModel
  readonly #channel: Channel
  readonly #waiting = new Map<string, (answer: Answer) => void>()

  private constructor(connection: ChannelModel, channel: Channel) {
    this.#connection = connection
    this.#channel = channel
  }

  /**
   * `url` names RabbitMQ with the account of the ticket service. It hears the events with these
   * keys.
   */
  static async connect(url: string, ...keys: string[]): Promise<TicketService> {
    const connection = await connect(url)
    const channel = await connection.createChannel()
    const service = new TicketService(connection, channel)
    await channel.consume('amq.rabbitmq.reply-to', (message) => message && service.#answered(message.properties.correlationId as string, message.content), {
      noAck: true,
    })
    if (keys.length > 0) await service.#listen(keys)
    return service
  }

  /** Asks for something, and resolves once it is stored. */
  async does(key: string, body: object): Promise<void> {
    const id = randomUUID()
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve))
    this.#channel.publish('chat.inbound', key, Buffer.from(JSON.stringify(body)), {
      contentType: 'application/json',
      persistent: true,
      messageId: id,
      correlationId: id,
      replyTo: 'amq.rabbitmq.reply-to',
    })
    const said = await answer
    if (said.status !== 'stored') throw new Error(`${key}: ${said.code} ${said.message}`)
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }

  async #listen(keys: string[]): Promise<void> {
    const wanted = (type: string) => keys.some((key) => (key.endsWith('.#') ? type.startsWith(key.slice(0, -1)) : type === key))
    // What came before is not this one's business.
    await this.#channel.purgeQueue('ticket-service.events')
    await this.#channel.consume(
      'ticket-service.events',
      (message) => {
        if (!message) return
        const event = JSON.parse(message.content.toString()) as TicketServiceEvent
        if (wanted(event.type)) this.heard.push(event)
      },
      { noAck: true },
    )
  }

  #answered(correlationId: string, content: Buffer): void {
    this.#waiting.get(correlationId)?.(JSON.parse(content.toString()) as Answer)
    this.#waiting.delete(correlationId)
  }
}
