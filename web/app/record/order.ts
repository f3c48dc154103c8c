// The order of a register is a field, `position`. Moving writes only the places that became different.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, type Problem } from '../api'
import type { Stored } from '../types'

interface Placed extends Stored { position: number }
export const byPosition = <T extends Placed>(rows: readonly T[]): T[] => [...rows].sort((a, b) => a.position - b.position)
/** The positions to write so that `id` stands `by` places further down. */
export function moves<T extends Placed>(rows: readonly T[], id: string, by: number): { row: T; position: number }[] {
  const order = [...rows]
  const from = order.findIndex((one) => one.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return []
  order.splice(to, 0, ...order.splice(from, 1))
  return order.map((row, position) => ({ row, position: position + 1 })).filter((one) => one.row.position !== one.position)
}
export function useMove<T extends Placed>(kind: string) {
  const client = useQueryClient()
  return useMutation<void, Problem, { rows: readonly T[]; id: string; by: number }>({
    mutationFn: async ({ rows, id, by }) => { for (const { row, position } of moves(rows, id, by)) await api.patch(`/${kind}/${row.id}`, { position }, row.revision) },
    onSettled: () => client.invalidateQueries({ queryKey: [kind] }),
  })
}
