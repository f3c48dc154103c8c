import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@kit/Button'
import { Tag } from '@kit/Chip'
import { DataBehind } from '@kit/Data'
import { Segmented } from '@kit/Field'
import { number, share, when } from '@kit/format'
import { Notice } from '@kit/Notice'
import { Rich } from '@kit/Rich'
import { Empty, Loading } from '@kit/State'
import { carried, many, useScope } from '../frame/scope'
import { because } from '../insight/say'
import { useMayMark } from '../insight/rights'
import { language, t } from '../i18n'
import { JourneyPlace } from '../journey/Place'
import { byPosition } from '../record/order'
import { listQuery, useNames, useScoped } from '../records'
import { Campaigns } from './Campaigns'
import { GapList } from './GapList'
import { verdict, worstFirst } from './gaps'
import { PromisePanel } from './PromisePanel'
import { type BrandPromise, type GapsAnswer, wordsOf } from './shape'
import { KeptList, Slogans } from './Kept'
import './promise.css'

const groupings = ['none', 'touchpoint', 'segment'] as const
type By = (typeof groupings)[number]
/** Are the firm's promises kept? One sentence, then the gaps, worst first; every contact; what customers believe; what may be promised next. */
export function PromisesPage() {
  const { search, change } = useScope()
  const write = useMayMark()
  const by: By = groupings.find((one) => one === many(search['by'])[0]) ?? 'none'
  const list = useQuery(listQuery<BrandPromise>('/promises', { limit: 500 }))
  const promises = byPosition(list.data?.items ?? [])
  const gaps = useScoped<GapsAnswer>('/promises/gaps', by === 'none' ? {} : { by }, promises.length > 0)
  const open = many(search['open'])[0]
  const add = write && <Button look="main" icon="plus" onClick={() => change({ open: 'new' })}>{t('promise:add')}</Button>
  return (
    <JourneyPlace title={t('promise:title')}>
      {list.error ? <Notice tone="danger">{list.error.message}</Notice> : list.isPending ? <Loading lines={8} /> : promises.length === 0
        ? <Empty title={t('promise:empty')} action={add}>{t('promise:empty_words')}</Empty>
        : (
          <>
            <section>
              <div className="pr-top"><Sentence answer={gaps.data} live={promises.filter((one) => one.state === 'live').length} />{add}</div>
              {gaps.error ? <Notice tone="danger">{gaps.error.message}</Notice> : !gaps.data ? <Loading lines={6} /> : (
                <>
                  <div className="pr-bar"><Segmented label={t('promise:by')} value={by} options={groupings.map((one) => ({ value: one, label: t(`promise:by.${one}`) }))} onChange={(next: By) => change({ by: next === 'none' ? undefined : next })} />
                    <span className="sm soft push">{t('promise:as_of', { when: when(gaps.data.as_of) })}</span></div>
                  {gaps.data.rows.length === 0 ? <p className="soft" role="status">{t('promise:no_gaps')}{gaps.data.reason && ` ${because(gaps.data.reason)}`}</p> : <GapList rows={worstFirst(gaps.data.rows)} promises={promises} name="promise-gaps" by={by === 'none' ? undefined : by} />}
                </>)}
            </section>
            {gaps.data && gaps.data.touchpoints.length > 0 && <KeptList of={gaps.data.touchpoints} />}
            {gaps.data && gaps.data.believed.length > 0 && <Slogans of={gaps.data.believed} promises={promises} />}
            <Campaigns promises={promises} />
            <Register promises={promises} />
          </>)}
      {open === 'new' && write && <PromisePanel key="new" record={null} next={promises.length + 1} onClose={() => change({ open: undefined })} />}
    </JourneyPlace>
  )
}
/** "2 of 7 promises fall short of what was expected." A whole template a case. */
function Sentence({ answer, live }: { answer: GapsAnswer | undefined; live: number }) {
  const name = useNames()
  if (!answer) return <div><h2 className="say">{t('promise:title')}</h2></div>
  const { known, short, weakest } = verdict(answer.rows, answer.touchpoints, live)
  const place = weakest && name('touchpoint', weakest.touchpoint)
  const said = known === 0 ? t('promise:say_unknown') : short === 0 ? t('promise:say_kept', { count: known }) : place ? t('promise:say_short_at', { count: short, of: number(known), place }) : t('promise:say_short', { count: short, of: number(known) })
  return <div><h2 className="say"><Rich text={said} /></h2><p className="say-more">{known === 0 ? t('promise:say_unknown_more') : weakest && short === 0 ? t('promise:say_weakest', { place: place!, share: share(weakest.share) }) : t('promise:say_more')}</p></div>
}
/** Every promise, also those nobody asks about yet. */
function Register({ promises }: { promises: readonly BrandPromise[] }) {
  const { search } = useScope()
  const name = useNames()
  return (
    <section><div className="head"><h2>{t('promise:all')}</h2><span className="soft sm">{t('promise:all_about')}</span></div>
      <ul className="camps">{promises.map((one) => (
        <li key={one.id}>
          <div><Link className="b" to={'/promises/$id' as never} params={{ id: one.id } as never} search={carried(search) as never}>{wordsOf(one, language())}</Link><small className="block soft">{[t(`promise:kind.${one.kind}`), one.source, one.audience].filter(Boolean).join(' · ')}</small></div>
          <span className="sm soft">{one.touchpoint_ids.map((id) => name('touchpoint', id)).join(', ') || t('promise:nowhere')}</span>
          <Tag {...(one.state === 'live' && { tone: 'acc' as const })}>{t(`promise:state.${one.state}`)}</Tag>
        </li>))}</ul>
      <DataBehind name="promises" caption={t('promise:all')} rows={promises} columns={[{ name: t('promise:text'), value: (one) => wordsOf(one, language()) }, { name: t('promise:kind'), value: (one) => t(`promise:kind.${one.kind}`) }, { name: t('promise:source'), value: (one) => one.source }, { name: t('promise:made_on'), value: (one) => one.made_on }, { name: t('promise:audience'), value: (one) => one.audience }, { name: t('promise:touchpoints'), value: (one) => one.touchpoint_ids.map((id) => name('touchpoint', id)).join(', ') }, { name: t('promise:state'), value: (one) => t(`promise:state.${one.state}`) }]} />
    </section>
  )
}
