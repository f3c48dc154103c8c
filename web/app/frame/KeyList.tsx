import { useState } from 'react'
import { Button } from '@kit/Button'
import { Switch } from '@kit/Field'
import { setSingleKeys, singleKeys } from '@kit/keys'
import { Dialog } from '@kit/Panel'
import { t } from '../i18n'
import { useRooms } from './rooms'

export default function KeyList({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeys())
  const { rooms } = useRooms('')
  const groups: [string, [string, string][]][] = [
    [t('frame:keys_general'), [['Ctrl K', t('frame:key_palette')], ['/', t('frame:key_search')], ['Esc', t('frame:key_close')], ['?', t('frame:key_list')]]],
    [t('frame:keys_rooms'), rooms.map((room) => [`g ${room.key}`, room.label])],
    [t('frame:keys_lists'), [['j  k', t('frame:key_next')], ['Enter', t('frame:key_open')], ['t', t('frame:key_table')]]],
    [t('case:title'), [['n', t('case:new')], ['j  k', t('case:keys_walk')], ['Ctrl Enter', t('case:send')]]],
    [t('map:journeys'), [['← ↑ → ↓', t('map:key_move')], ['Enter', t('map:key_write')], ['Space', t('map:key_open')], ['Alt ← →', t('map:key_shift')], ['Alt ↑ ↓', t('map:key_raise')], ['+', t('map:key_add')], ['l', t('map:key_way')], ['m', t('map:key_mark')], ['c', t('map:key_comment')], ['i', t('map:key_begin')], ['Delete', t('map:key_remove')], ['[  ]', t('map:key_version')]]],
    [t('frame:keys_build'), [['Ctrl Z', t('frame:key_undo')], ['Ctrl Y', t('frame:key_redo')], ['Alt ↑ ↓', t('frame:key_move')]]],
  ]
  return (
    <Dialog title={t('frame:keys')} onClose={onClose} actions={<Button onClick={onClose}>{t('frame:close')}</Button>}>
      {groups.map(([name, keys]) => <section key={name} className="key-group"><h3>{name}</h3><dl>{keys.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl></section>)}
      <Switch label={t('frame:single_keys')} checked={on} onChange={(next) => { setSingleKeys(next); setOn(next) }} />
    </Dialog>
  )
}
