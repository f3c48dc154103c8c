// The curve alone, larger: every mark with its words, beneath it the score and one voice of each step.
import { number } from '@kit/format'
import { Interval } from '@kit/Whisker'
import { t } from '../../i18n'
import { columnsOf } from './doc'
import { useFacts, useMeasure } from './facts'
import { type MapView, useStops } from './MapTable'
import { Feelings, Plot } from './Plot'
import { Ways } from './Ways'

const tall = 420
export function CurveView({ view, tie }: { view: MapView; tie: Record<string, unknown> }) {
  const stops = useStops(view)
  const columns = columnsOf(view.doc)
  const { reads } = useFacts()
  const measure = useMeasure()
  return (
    <div className="jm-scroll"><div className="jm-map" role="grid" aria-label={view.label} style={{ '--n': columns.length } as React.CSSProperties}  {...tie}>
      <Ways doc={view.doc} taken={view.taken} />
      <div className="jm-lane curve" role="row"><div className="jm-head" role="rowheader"><span className="vh">{t('map:emotion')}</span><Feelings height={tall} /></div><div className="jm-curve" role="gridcell"><Plot doc={view.doc} stops={stops} edits={view.edits} toBe={!!view.asIs} height={tall} /></div></div>
      <div className="jm-lane names" role="row"><div className="jm-head" role="rowheader"><span className="vh">{t('map:steps_head')}</span></div>
        {columns.map(({ step, stage }) => {
          const seen = step ? view.steps.get(step.id) : undefined
          const voice = seen?.newest?.[0]
          return step ? <div key={step.id} className="jm-c jm-under" role="gridcell" tabIndex={-1} data-cell={`${step.id}:name`} data-step={step.id}><a className="jm-step" href={`?step=${step.id}`} data-open={step.id} tabIndex={-1}><b>{step.name}</b></a>{seen?.score && seen.score.n > 0 ? <><Interval of={seen.score} unit={measure(seen.score).unit} /><i className="xs soft">{t('kit:n', { n: number(seen.score.n) })}</i></> : <span className="xs soft">{step.external ? t('map:external') : t('map:nobody_asked')}</span>}{reads && voice && <p className="voice" lang={voice.language ?? undefined}>{voice.quote}</p>}</div> : <div key={stage.id} className="jm-c none" role="gridcell" />
        })}</div>
    </div></div>
  )
}
