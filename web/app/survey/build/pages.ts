import { t } from '../../i18n'
import { type PageShape, read } from '../shape'

/** The title of a page, or its number. */
export const pageName = (page: PageShape, at: number, main: string, language: string) => read(page.title, language, main) || t('survey:page_number', { number: at + 1 })
