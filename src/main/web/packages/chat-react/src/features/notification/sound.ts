import type { SoundName } from '@sealkloud/chat-client'

/** One tone of a sound: its pitch in hertz may glide, its times are in seconds. */
interface Tone {
  type: OscillatorType
  from: number
  to: number
  start: number
  length: number
  volume: number
}

const SOUNDS: Record<SoundName, readonly Tone[]> = {
  chime: [
    { type: 'sine', from: 660, to: 660, start: 0, length: 0.22, volume: 0.08 },
    { type: 'sine', from: 880, to: 880, start: 0.11, length: 0.22, volume: 0.08 },
  ],
  knock: [
    { type: 'triangle', from: 230, to: 110, start: 0, length: 0.09, volume: 0.3 },
    { type: 'triangle', from: 230, to: 110, start: 0.16, length: 0.09, volume: 0.3 },
  ],
  drop: [{ type: 'sine', from: 420, to: 1250, start: 0, length: 0.16, volume: 0.1 }],
}

export const SOUND_NAMES = Object.keys(SOUNDS) as SoundName[]

let context: AudioContext | null = null

/**
 * Short and soft. Made here rather than loaded: it is there at once, and no policy has to allow
 * media.
 */
export function playSound(name: SoundName): void {
  try {
    context ??= new AudioContext()
    // Before the first click on the page a browser keeps it silent; a sound that waited for the
    // click would only confuse.
    if (context.state === 'running' || navigator.userActivation?.isActive) {
      void context.resume()
      for (const tone of SOUNDS[name]) play(context, tone)
    } else {
      void context.resume().catch(() => {})
    }
  } catch {
    // A machine without sound is no reason to lose the notification.
  }
}

function play(audio: AudioContext, { type, from, to, start, length, volume }: Tone): void {
  const begin = audio.currentTime + start
  const oscillator = new OscillatorNode(audio, { type, frequency: from })
  oscillator.frequency.setValueAtTime(from, begin)
  oscillator.frequency.exponentialRampToValueAtTime(to, begin + length)
  const loudness = new GainNode(audio, { gain: 0 })
  loudness.gain.setValueAtTime(0, begin)
  loudness.gain.linearRampToValueAtTime(volume, begin + 0.01)
  loudness.gain.exponentialRampToValueAtTime(0.0001, begin + length)
  oscillator.connect(loudness).connect(audio.destination)
  oscillator.start(begin)
  oscillator.stop(begin + length)
}
