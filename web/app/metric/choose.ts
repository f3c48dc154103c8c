import type { Metric } from '../types'

/** The metric a page speaks of: the one in the address, else the firm's satisfaction, else the first. */
export const chosenMetric = (metrics: readonly Metric[], wanted: string | undefined): Metric | undefined =>
  metrics.find((one) => one.key === wanted || one.id === wanted) ?? metrics.find((one) => one.key === 'csat') ?? metrics[0]
