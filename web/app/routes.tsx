// Every address of the console on one page.
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { client } from './client'
import { parseSearch, type Search, stringifySearch } from './frame/scope'
import { ErrorPage, NotFoundPage, Root } from './frame/Root'
import { Frame } from './frame/Frame'
import { sessionQuery } from './session'
import { Loading } from '@kit/State'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Root, validateSearch: (search: Record<string, unknown>): Search => search as Search, notFoundComponent: () => <main><NotFoundPage /></main>, errorComponent: ErrorPage })

const login = createRoute({ getParentRoute: () => root, path: '/login', component: lazyRouteComponent(() => import('./people/LoginPage'), 'LoginPage') })
const welcome = createRoute({ getParentRoute: () => root, path: '/welcome/$token', component: lazyRouteComponent(() => import('./people/WelcomePage'), 'WelcomePage') })

const shared = createRoute({ getParentRoute: () => root, path: '/j/$token', component: lazyRouteComponent(() => import('./journey/map/SharedPage'), 'SharedPage') })

/** Everything behind the log-in stands in the frame. */
const inside = createRoute({
  getParentRoute: () => root, id: 'inside', component: Frame,
  beforeLoad: async ({ location }) => {
    if (!(await client.ensureQueryData(sessionQuery))) throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } })
  },
})
/** One component per load function: a panel with its own address must not mount its page anew. */
const lazies = new Map<unknown, ReturnType<typeof lazyRouteComponent>>()
function lazy(load: () => Promise<unknown>, name: string) {
  const known = lazies.get(load) ?? lazyRouteComponent(load as never, name as never)
  lazies.set(load, known)
  return known
}
const page = <P extends string, M extends Record<string, unknown>, K extends keyof M & string>(path: P, load: () => Promise<M>, name: K) =>
  createRoute({ getParentRoute: () => inside, path, component: lazy(load, name) })

const home = createRoute({ getParentRoute: () => inside, path: '/', beforeLoad: () => { throw redirect({ to: '/pulse' }) } })
const feedback = () => import('./feedback/FeedbackPage')
const imports = () => import('./feedback/import/ImportPage')
const surveys = () => import('./survey/SurveysPage')
const survey = () => import('./survey/SurveyPage')
const touchpoints = () => import('./journey/TouchpointsPage')
const journeyMap = () => import('./journey/map/MapPage')
const customers = () => import('./customer/CustomersPage')
const board = () => import('./insight/boards/BoardPage')
const comments = () => import('./insight/comments/CommentsPage')
const setup = () => import('./firm/SetupPage')
const desk = () => import('./casework/CasePage')

const tree = root.addChildren([
  login, welcome, shared,
  inside.addChildren([
    home,
    page('/pulse', () => import('./pulse/PulsePage'), 'PulsePage'),
    page('/changes', () => import('./pulse/ChangesPage'), 'ChangesPage'),
    page('/feedback', feedback, 'FeedbackPage'),
    page('/feedback/$id', feedback, 'FeedbackPage'),
    page('/feedback/import', imports, 'ImportPage'),
    page('/feedback/import/$id', imports, 'ImportPage'),
    page('/surveys', surveys, 'SurveysPage'),
    page('/surveys/new', () => import('./survey/NewPage'), 'NewPage'),
    page('/surveys/unused', () => import('./survey/CollectedPage'), 'CollectedPage'),
    page('/surveys/$id', survey, 'SurveyPage'),
    page('/surveys/$id/$part', survey, 'SurveyPage'),
    page('/journeys', () => import('./journey/map/JourneysPage'), 'JourneysPage'),
    page('/journeys/$id', journeyMap, 'MapPage'),
    page('/journeys/$id/steps/$step', () => import('./journey/map/StepPage'), 'StepPage'),
    page('/journeys/paths', () => import('./journey/paths/PathsPage'), 'PathsPage'),
    page('/journeys/personas', () => import('./journey/personas/PersonasPage'), 'PersonasPage'),
    page('/promises', () => import('./promise/PromisesPage'), 'PromisesPage'),
    page('/promises/$id', () => import('./promise/PromisePage'), 'PromisePage'),
    page('/standards', () => import('./promise/StandardsPage'), 'StandardsPage'),
    page('/designed', () => import('./promise/DesignedPage'), 'DesignedPage'),
    page('/vision', () => import('./promise/VisionPage'), 'VisionPage'),
    page('/market', () => import('./promise/MarketPage'), 'MarketPage'),
    page('/touchpoints', touchpoints, 'TouchpointsPage'),
    page('/touchpoints/$id', touchpoints, 'TouchpointsPage'),
    page('/customers', customers, 'CustomersPage'),
    page('/customers/$id', customers, 'CustomersPage'),
    page('/insights', () => import('./insight/InsightsPage'), 'InsightsPage'),
    page('/insights/trend', () => import('./insight/trend/TrendPage'), 'TrendPage'),
    page('/insights/drivers', () => import('./insight/drivers/DriversPage'), 'DriversPage'),
    page('/insights/summary', () => import('./insight/summary/SummaryPage'), 'SummaryPage'),
    page('/insights/pages', () => import('./insight/boards/BoardsPage'), 'BoardsPage'),
    page('/insights/pages/$id', board, 'BoardPage'),
    page('/insights/effect', () => import('./insight/effect/EffectPage'), 'EffectPage'),
    page('/insights/comments', comments, 'CommentsPage'),
    page('/insights/comments/$part', comments, 'CommentsPage'),
    page('/insights/contacts', () => import('./insight/contacts/ContactsPage'), 'ContactsPage'),
    page('/insights/scorecard', () => import('./insight/scorecard/ScorecardPage'), 'ScorecardPage'),
    page('/insights/research', () => import('./insight/research/ResearchPage'), 'ResearchPage'),
    page('/insights/alerts', () => import('./insight/alerts/AlertsPage'), 'AlertsPage'),
    page('/cases', () => import('./casework/QueuePage'), 'QueuePage'),
    page('/cases/complaints', () => import('./casework/complaints/ComplaintsPage'), 'ComplaintsPage'),
    page('/cases/causes', () => import('./casework/causes/CausesPage'), 'CausesPage'),
    page('/cases/practices', () => import('./casework/practices/PracticesPage'), 'PracticesPage'),
    page('/cases/findings', () => import('./casework/findings/FindingsPage'), 'FindingsPage'),
    page('/cases/figures', () => import('./casework/figures/FiguresPage'), 'FiguresPage'),
    page('/cases/$id', desk, 'CasePage'),
    page('/initiatives', () => import('./programme/InitiativesPage'), 'InitiativesPage'),
    page('/initiatives/$id', () => import('./programme/InitiativePage'), 'InitiativePage'),
    page('/setup', setup, 'SetupPage'),
    page('/setup/$section', setup, 'SetupPage'),
    page('/setup/$section/$id', setup, 'SetupPage'),
    page('/profile', () => import('./people/ProfilePage'), 'ProfilePage'),
    page('/demo/end', () => import('./firm/EndDemoPage'), 'EndDemoPage'),
  ]),
])

export const router = createRouter({
  routeTree: tree, context: { client }, parseSearch, stringifySearch: stringifySearch as (search: Record<string, unknown>) => string,
  defaultPreload: 'intent', defaultPendingMs: 200, defaultPendingMinMs: 0, defaultPendingComponent: () => <div className="in"><Loading /></div>,
  scrollRestoration: true, defaultErrorComponent: ErrorPage, defaultNotFoundComponent: NotFoundPage,
})
declare module '@tanstack/react-router' { interface Register { router: typeof router } }
