let context: AudioContext | null = null

/** Two short soft tones. Made here rather than loaded: it is there at once, and no policy has to allow media. */
export function playSound(): void {
  try {
    context ??= new AudioContext()
    // Before the first click on the page a browser keeps it silent; a sound that waited for the click would only confuse.
    if (context.state !== 'running') {
      void context.resume().catch(() => {})
      return
    }
    tone(context, 660, 0)
    tone(context, 880, 0.11)
  } catch {
    // A machine without sound is no reason to lose the notification.
  }
}

function tone(audio: AudioContext, frequency: number, delay: number): void {
  const start = audio.currentTime + delay
  const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' })
  const volume = new GainNode(audio, { gain: 0 })
  volume.gain.linearRampToValueAtTime(0.08, start + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.22)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(start + 0.25)
}
