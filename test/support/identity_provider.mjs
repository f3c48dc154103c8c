// A provider of identities for tests: oidc-provider, certified by the OpenID Foundation. Whoever comes is logged in as the
// account that was named last. One JSON object a line on standard input is a command, each is answered by one on standard output.
// usage: node identity_provider.mjs CLIENT_ID CLIENT_SECRET REDIRECT_URI LOG_OUT_URI
//   {"event": "listening", "issuer": "http://127.0.0.1:8081"}
//   {"do": "account", "sub": "1", "claims": {"email": …, "groups": […]}}     who logs in from now on; {"deny": true}: nobody
//   {"do": "keys", "alg": "ES256"}             other keys, of that kind; the old ones are gone
//   {"do": "in_token", "on": true}             claims stand in the ID token, not at the userinfo endpoint
//   {"do": "log_out", "sub": "1", "sid": "…"}  back-channel log-out; tells the status of the answer
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const { Provider } = await import(pathToFileURL(createRequire(new URL('../../web/', import.meta.url)).resolve('oidc-provider')).href)
const [clientId, clientSecret, redirectUri, logOutUri] = process.argv.slice(2)
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`)
const accounts = new Map()
let current = null
let inToken = false
let provider, answer, alg = 'RS256', key

const newKey = () => {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...pair.privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg }
}
const server = createServer((request, response) => void handle(request, response))
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const issuer = `http://127.0.0.1:${server.address().port}`

function build() {
  provider = new Provider(issuer, {
    clients: [{
      client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], backchannel_logout_uri: logOutUri, backchannel_logout_session_required: true,
      response_types: ['code'], grant_types: ['authorization_code'], id_token_signed_response_alg: alg,
    }],
    jwks: { keys: [key] },
    cookies: { keys: ['of a test'] },
    fetch: (url, { dispatcher: _, ...options }) => fetch(url, options), // without its guard: the server under test is on this machine
    conformIdTokenClaims: !inToken,
    claims: { openid: ['sub', 'sid'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  })
  provider.on('server_error', (_, error) => tell({ event: 'trouble', why: String(error.stack) }))
  answer = provider.callback()
}

// Nobody types a password here: each question is answered at once.
async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  let result
  if (current === null) result = { error: 'access_denied', error_description: 'nobody' }
  else if (prompt.name === 'login') result = { login: { accountId: current } }
  else {
    const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
    grant.addOIDCScope(params.scope)
    grant.addOIDCClaims(prompt.details.missingOIDCClaims ?? [])
    result = { consent: { grantId: await grant.save() } }
  }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
}
async function handle(request, response) {
  try {
    if (request.url.startsWith('/interaction/')) await interact(request, response)
    else await answer(request, response)
  } catch (error) {
    tell({ event: 'trouble', why: String(error.stack) })
    response.statusCode = 500
    response.end()
  }
}
const commands = {
  account({ sub, claims, deny }) { current = deny ? null : sub; if (claims) accounts.set(sub, claims) },
  keys({ alg: next }) { alg = next; key = newKey(); build() },
  in_token({ on }) { inToken = on; build() },
  async log_out({ sub, sid }) {
    const client = await provider.Client.find(clientId)
    const heard = await client.backchannelLogout(sub, sid).then(() => 200, (error) => String(error.message))
    return { heard }
  },
}
createInterface({ input: process.stdin }).on('line', async (line) => {
  const command = JSON.parse(line)
  try {
    tell({ event: 'done', ...(await commands[command.do](command)) })
  } catch (error) {
    tell({ event: 'done', why: String(error.stack) })
  }
})
key = newKey()
build()
tell({ event: 'listening', issuer })
