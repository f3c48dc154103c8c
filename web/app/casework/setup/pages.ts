// What Setup shows of cases and connections: the section's key and its page.
import '../casework.css'
import type { ComponentType } from 'react'
import { ChatHooks } from '../../hook/ChatHooks'
import { HooksIn } from '../../hook/HooksIn'
import { MailIn } from '../../hook/MailIn'
import { Webhooks } from '../../hook/Webhooks'
import { Absences, Holidays } from './Away'
import { Calendars } from './Calendars'
import { Rules } from './Rules'
import { Settings } from './Settings'
import { Templates } from './Templates'

export const loopPages: Record<string, ComponentType> = { case_rules: Rules, reply_templates: Templates, cases: Settings, absences: Absences, calendars: Calendars, holidays: Holidays, mail_in: MailIn, webhooks: Webhooks, hooks_in: HooksIn, chat_hooks: ChatHooks }
