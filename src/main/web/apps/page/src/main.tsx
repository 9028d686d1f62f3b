import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startServiceWorker } from './app/startServiceWorker.ts'
import { decodePhotosWith } from '@sealkloud/chat-react/features/conversation/photoDecoder.ts'
import { App } from './app/App.tsx'
import './app/base.css'
import root from '@sealkloud/chat-react/ui/root.module.css'

document.body.classList.add(root.root!)
void startServiceWorker()
decodePhotosWith(() => new Worker(new URL('./worker/heic.ts', import.meta.url)))
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
