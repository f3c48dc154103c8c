import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, Problem } from '../../api'
import { type Campaign, campaignQuery, patchOf } from './campaign'

const pause = 600 // milliseconds after the last change before it is saved
export type Saving = 'saved' | 'changed' | 'saving' | 'refused' | 'unreachable'

/** A campaign as it is being written: what changes is saved a moment later, one write at a time; a refusal keeps what was written. */
export function useKept(stored: Campaign) {
  const client = useQueryClient()
  const [changes, setChanges] = useState<Partial<Campaign>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const waiting = useRef<Partial<Campaign>>({})
  const base = useRef(stored)
  const timer = useRef(0)
  const running = useRef<Promise<boolean> | null>(null)
  if (stored.revision > base.current.revision) base.current = stored

  const write = useCallback(async (): Promise<boolean> => {
    window.clearTimeout(timer.current)
    if (running.current) { await running.current }
    const body = waiting.current
    if (Object.keys(body).length === 0) return true
    waiting.current = {}
    setSaving('saving')
    const work = (async () => {
      const send = () => api.patch<Campaign>(`/campaigns/${base.current.id}`, patchOf(base.current, body), base.current.revision)
      try {
        const saved = await send().catch(async (error: unknown) => {
          // someone saved meanwhile: what was changed here goes over it, the rest is theirs
          if (!(error instanceof Problem) || error.status !== 412) throw error
          base.current = await api.get<Campaign>(`/campaigns/${base.current.id}`)
          return send()
        })
        base.current = saved
        client.setQueryData(campaignQuery(saved.id).queryKey, saved)
        setChanges(waiting.current)
        setProblem(null)
        setSaving(Object.keys(waiting.current).length ? 'changed' : 'saved')
        for (const part of ['dry_run', 'preview']) void client.invalidateQueries({ queryKey: ['campaigns', saved.id, part] })
        return true
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        waiting.current = { ...body, ...waiting.current }
        setProblem(error)
        setSaving(error.status === 0 ? 'unreachable' : 'refused')
        return false
      } finally { running.current = null }
    })()
    running.current = work
    return work
  }, [client])
  const set = useCallback((change: Partial<Campaign>) => {
    waiting.current = { ...waiting.current, ...change }
    setChanges((old) => ({ ...old, ...change }))
    setSaving('changed')
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void write(), pause)
  }, [write])
  // who leaves the page has saved
  useEffect(() => () => { void write() }, [write])
  return { campaign: { ...base.current, ...changes } as Campaign, set, problem, saving, settle: write, at: (pointer: string) => problem?.at(pointer) }
}
export type Kept = ReturnType<typeof useKept>
