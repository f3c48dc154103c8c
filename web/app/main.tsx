import '@kit/tokens.css'
import '@kit/base.css'
import '@kit/parts.css'
import './frame/frame.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { fetchWords, pick, speak } from './i18n'
import { client } from './client'
import { router } from './routes'
import { sessionQuery } from './session'
import { dress } from './frame/dress'

async function start() {
  // what the first page needs is fetched side by side: who it is, their words, the page itself
  void fetchWords(pick())
  const page = router.load()
  const session = await client.ensureQueryData(sessionQuery).catch(() => undefined)
  dress(session?.user)
  await speak(pick(session?.user.language, session?.firm.language), session?.firm.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, session?.firm.words ?? null)
  await page.catch(() => undefined)
  createRoot(document.getElementById('root')!).render(<QueryClientProvider client={client}><RouterProvider router={router} /></QueryClientProvider>)
}
void start()
