import { useQueryClient } from '@tanstack/react-query'
import { type InfiniteData } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@kit/Button'
import { Icon } from '@kit/Icon'
import { announce, toast } from '@kit/Notice'
import { Suggest } from '@kit/Suggest'
import { t } from '../i18n'
import { plainTags } from '../insight/research/research'
import { useMay } from '../session'
import type { Feedback, List } from '../types'
import { useFeedbackWrite } from './inbox'
import { problemWords } from './Reading'

/** Tags of one feedback: take away by the cross, add by Enter or comma. */
export function Tags({ one }: { one: Feedback }) {
  const may = useMay('write_feedback')
  const { change } = useFeedbackWrite()
  const [text, setText] = useState('')
  const known = useKnownTags().filter((tag) => !one.tags.includes(tag) && tag.toLowerCase().includes(text.trim().toLowerCase()))
  const save = (tags: string[], said: string) => change.mutate({ one, body: { tags } }, { onSuccess: () => announce(said), onError: (problem) => toast(problemWords(problem)) })
  const add = (tag: string) => { const next = tag.trim().replace(/,+$/, ''); setText(''); if (next && !one.tags.includes(next)) save([...one.tags, next], t('feedback:tag_added', { name: next })) }
  const plain = plainTags(one.tags)
  if (!may && plain.length === 0) return null
  return (
    <div className="fb-tags">
      <h3>{t('feedback:tags')}</h3>
      {plain.length > 0 && <ul className="row wrap">{plain.map((tag) => <li key={tag} className="tag">{tag}{may && <button type="button" aria-label={t('feedback:tag_remove', { name: tag })} disabled={change.isPending} onClick={() => save(one.tags.filter((other) => other !== tag), t('feedback:tag_removed', { name: tag }))}><Icon name="close" /></button>}</li>)}</ul>}
      {may && <form onSubmit={(event) => { event.preventDefault(); add(text) }}>
        <Suggest quiet label={t('feedback:tag_add')} placeholder={t('feedback:tag_add')} text={text} onText={(next) => next.endsWith(',') ? add(next) : setText(next)} offers={text ? known.slice(0, 6).map((tag) => ({ value: tag, label: tag })) : []} onTake={(offer) => add(offer.value)} />
        {text.trim() && <Button type="submit" busy={change.isPending}>{t('frame:add')}</Button>}
      </form>}
    </div>
  )
}
/** What the loaded pages already use: the same thing gets the same tag. */
function useKnownTags(): string[] {
  const lists = useQueryClient().getQueriesData<InfiniteData<List<Feedback>>>({ queryKey: ['inbox'] })
  return [...new Set(lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items.flatMap((item) => plainTags(item.tags))) ?? []))].sort()
}
