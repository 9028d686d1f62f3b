import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface User {
  sub: string
  name: string
  role: string
}

/** An OpenID provider at which everybody is who the test says, or has cancelled (null). */
export class OpenIdProvider {
  user: User | null = null
  readonly #server: Server
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #codes = new Map<string, { challenge: string; claims: object }>()

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async listen(port: number): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider()
    await new Promise<void>((done) => {
      provider.#server.listen(port, '127.0.0.1', done)
    })
    return provider
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.#server.close(() => done())
      this.#server.closeAllConnections()
    })
  }

  get #issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, this.#issuer)
    const json = (body: object, status = 200) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    if (pathname === '/.well-known/openid-configuration') {
      json({
        issuer: this.#issuer,
        authorization_endpoint: `${this.#issuer}/authorize`,
        token_endpoint: `${this.#issuer}/token`,
        jwks_uri: `${this.#issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    } else if (pathname === '/keys') {
      json({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] })
    } else if (pathname === '/authorize') {
      response.writeHead(302, { Location: this.#authorize(searchParams) }).end()
    } else if (pathname === '/token') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const granted = this.#codes.get(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (granted?.challenge === challenge) json({ access_token: 'unused', token_type: 'Bearer', expires_in: 300, id_token: this.#signed(granted.claims) })
      else json({ error: 'invalid_grant' }, 400)
    } else {
      response.writeHead(404).end()
    }
  }

  #authorize(request: URLSearchParams): string {
    const back = new URL(request.get('redirect_uri')!)
    back.searchParams.set('state', request.get('state')!)
    if (!this.user) {
      back.searchParams.set('error', 'access_denied')
      return back.href
    }
    const code = randomUUID()
    const now = Math.floor(Date.now() / 1000)
    const claims = { ...this.user, iss: this.#issuer, aud: request.get('client_id'), nonce: request.get('nonce'), iat: now, exp: now + 300 }
    this.#codes.set(code, { challenge: request.get('code_challenge')!, claims })
    back.searchParams.set('code', code)
    return back.href
  }

  #signed(claims: object): string {
    const content = `${part({ alg: 'RS256' })}.${part(claims)}`
    return `${content}.${createSign('RSA-SHA256').update(content).sign(this.#keys.privateKey, 'base64url')}`
  }
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
