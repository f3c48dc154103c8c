// What is done with a whole map: undo, lanes, history, files.
import { IconButton } from '@kit/Button'
import { Popover } from '@kit/Chip'
import { Icon } from '@kit/Icon'
import { t } from '../../i18n'
import { useDesk, useKept, type View } from './desk'
import { download, picture, pictures, tables } from './files'
import { LanesMenu } from './Menus'

interface Props { view: View; onLane: (key: string) => void; onHistory: () => void }
export function Tools({ view, onLane, onHistory }: Props) {
  const { edits } = useDesk()
  return <>{edits && <Hands view={view} onLane={onLane} />}<Files view={view} onHistory={onHistory} /></>
}
function Hands({ view, onLane }: Pick<Props, 'view' | 'onLane'>) {
  const { keeper } = useDesk()
  const { saving, undo, redo } = useKept(keeper)
  return (
    <span className="row jm-hands">
      <span className={`sm ${saving === 'waiting' ? 'jm-waits' : 'soft'}`} role="status">{t(`map:is_${saving}`)}</span>
      <IconButton icon="undo" label={t('map:undo')} disabled={!undo} onClick={keeper.undo} />
      <IconButton className="mirror" icon="undo" label={t('map:redo')} disabled={!redo} onClick={keeper.redo} />
      {view === 'table' && <Popover align="end" button={(tie) => <IconButton icon="setup" label={t('map:lanes')} {...tie} />}>{() => <LanesMenu onShow={onLane} />}</Popover>}
    </span>
  )
}
function Files({ view, onHistory }: Pick<Props, 'view' | 'onHistory'>) {
  const { journey, map } = useDesk()
  return (
    <Popover align="end" button={(tie) => <IconButton icon="more" label={t('map:more')} {...tie} />}>{(close) => (
      <>
        <button type="button" className="item" onClick={() => { close(); onHistory() }}><Icon name="clock" />{t('map:history')}</button><hr />
        {pictures.map((format) => <button key={format} type="button" className="item" onClick={() => { close(); picture(map.id, view, format) }}><Icon name="download" />{t('map:picture', { format: format.toUpperCase() })}</button>)}
        {tables.map((format) => <button key={format} type="button" className="item" onClick={() => { close(); void download(map.id, journey.key, format) }}><Icon name="download" />{t('map:export', { format: format.toUpperCase() })}</button>)}
      </>)}</Popover>
  )
}
