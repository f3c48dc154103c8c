import type alert from './en/alert.json'
import type audit from './en/audit.json'
import type board from './en/board.json'
import type cases from './en/case.json'
import type comment from './en/comment.json'
import type contact from './en/contact.json'
import type customer from './en/customer.json'
import type design from './en/design.json'
import type driver from './en/driver.json'
import type effect from './en/effect.json'
import type feedback from './en/feedback.json'
import type firm from './en/firm.json'
import type frame from './en/frame.json'
import type hook from './en/hook.json'
import type imports from './en/import.json'
import type insight from './en/insight.json'
import type journey from './en/journey.json'
import type kit from './en/kit.json'
import type learn from './en/learn.json'
import type login from './en/login.json'
import type loop from './en/loop.json'
import type mail from './en/mail.json'
import type map from './en/map.json'
import type market from './en/market.json'
import type metric from './en/metric.json'
import type path from './en/path.json'
import type people from './en/people.json'
import type persona from './en/persona.json'
import type privacy from './en/privacy.json'
import type programme from './en/programme.json'
import type promise from './en/promise.json'
import type pulse from './en/pulse.json'
import type reading from './en/reading.json'
import type research from './en/research.json'
import type scorecard from './en/scorecard.json'
import type send from './en/send.json'
import type standard from './en/standard.json'
import type summary from './en/summary.json'
import type survey from './en/survey.json'
import type teach from './en/teach.json'
import type term from './en/term.json'
import type theme from './en/theme.json'
import type travel from './en/travel.json'
import type trend from './en/trend.json'
import type vision from './en/vision.json'
import type words from './en/words.json'

// English is the measure: every key there must exist in the other languages (test/i18n.test.ts).
interface Rooms {
  alert: typeof alert
  audit: typeof audit
  board: typeof board
  case: typeof cases
  comment: typeof comment
  contact: typeof contact
  customer: typeof customer
  design: typeof design
  driver: typeof driver
  effect: typeof effect
  feedback: typeof feedback
  firm: typeof firm
  frame: typeof frame
  hook: typeof hook
  import: typeof imports
  insight: typeof insight
  journey: typeof journey
  kit: typeof kit
  learn: typeof learn
  login: typeof login
  loop: typeof loop
  mail: typeof mail
  map: typeof map
  market: typeof market
  metric: typeof metric
  path: typeof path
  people: typeof people
  persona: typeof persona
  privacy: typeof privacy
  programme: typeof programme
  promise: typeof promise
  pulse: typeof pulse
  reading: typeof reading
  research: typeof research
  scorecard: typeof scorecard
  send: typeof send
  standard: typeof standard
  summary: typeof summary
  survey: typeof survey
  teach: typeof teach
  term: typeof term
  theme: typeof theme
  travel: typeof travel
  trend: typeof trend
  vision: typeof vision
  words: typeof words
}
type Bare<K> = K extends `${infer Stem}_${'one' | 'few' | 'many' | 'other'}` ? Stem : K
export type Key = { [R in keyof Rooms]: `${R}:${Bare<keyof Rooms[R] & string>}` }[keyof Rooms]
