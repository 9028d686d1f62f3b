import { createServer, type Server } from 'node:net'

/** A mail server (SMTP) that takes everything: enough to read a link out of a mail. */
export class MailReceiver {
  readonly #server: Server
  readonly #mails: string[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async listen(port: number): Promise<MailReceiver> {
    const server = createServer()
    const receiver = new MailReceiver(server)
    server.on('connection', (socket) => {
      let pending = ''
      let data: string[] | null = null
      const answer = (line: string) => socket.write(`${line}\r\n`)
      socket.setEncoding('utf8')
      socket.on('error', () => {})
      answer('220 tests')
      socket.on('data', (chunk: string) => {
        const lines = (pending + chunk).split('\r\n')
        pending = lines.pop() ?? ''
        for (const line of lines) {
          if (data) {
            if (line !== '.') {
              data.push(line)
              continue
            }
            receiver.#mails.push(data.join('\n'))
            data = null
            answer('250 taken')
          } else if (/^data/i.test(line)) {
            data = []
            answer('354 go on')
          } else if (/^quit/i.test(line)) {
            answer('221 bye')
            socket.end()
          } else {
            answer('250 ok')
          }
        }
      })
    })
    await new Promise<void>((done) => {
      server.listen(port, '127.0.0.1', done)
    })
    return receiver
  }

  /** All mails to an address, as they came. */
  to(address: string): string[] {
    return this.#mails.filter((mail) => mail.includes(`To: ${address}`))
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.#server.close(() => done())
    })
  }
}
