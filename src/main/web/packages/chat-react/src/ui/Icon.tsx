const PATHS = {
  attach: 'M8 12.500l6.500-6.500a3 3 0 0 1 4.200 4.200L10.500 18.500a5 5 0 0 1-7-7L11 4',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 10a6 6 0 0 1 12 0c0 5 2 6 2 6H4s2-1 2-6M10 20a2.200 2.200 0 0 0 4 0',
  bellAsk: 'M6 10a6 6 0 0 1 7-5.900M17.500 12c.3 2.900 2.500 4 2.500 4H4s2-1 2-6M10 20a2.200 2.200 0 0 0 4 0M19 3.500v4M19 10.200v.1',
  bellOff: 'M6 10a6 6 0 0 1 9.500-4.900M18 10c0 5 2 6 2 6H7M10 20a2.200 2.200 0 0 0 4 0M4 4l16 16',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  checks: 'M2.500 12.500L7 17l8.500-9M11 15.500l1.500 1.500L21.500 8',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8v4.500l3 1.500',
  camera: 'M4 8h3.500l1.500-2.500h6L16.500 8H20v11H4zM15.200 13.200a3.200 3.200 0 1 1-6.400 0 3.200 3.200 0 0 1 6.400 0',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM6 15H4.500V4.500H15V6',
  bin: 'M5 7h14M10 7V4.500h4V7M7 7l1 12.500h8L17 7M10.500 10.500v6M13.500 10.500v6',
  pencil: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  more: 'M6 12h.1M12 12h.1M18 12h.1',
  reply: 'M10 6l-5.500 5.500L10 17M5 11.500h8c4 0 6 2 6.500 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 11v5M12 8v.1',
  robot: 'M6 10h12v9H6zM12 10V5.500M10 5h4M3.500 13v3M20.500 13v3M9.500 14v.1M14.500 14v.1',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10',
  menu: 'M5 7h14M5 12h14M5 17h14',
  note: 'M6 4h12v10l-5 6H6zM13 20v-6h5',
  pin: 'M9 4h6l-1 6.500 3 2.500v1.500H7V13l3-2.500zM12 14.500V20',
  people:
    'M9 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M3.500 19c.5-4 2.500-5.500 5.500-5.500s5 1.500 5.500 5.500M15.500 5.500a3 3 0 0 1 0 5.500M17 14c2 .6 3.200 2.200 3.500 5',
  plus: 'M12 5v14M5 12h14',
  room: 'M9 4L7 20M17 4l-2 16M4.500 9h16M3.500 15h16',
  search: 'M10.500 4.500a6 6 0 1 1 0 12 6 6 0 0 1 0-12M15 15l5 5',
  send: 'M4.500 5l15.500 7-15.500 7 2.500-7zM7 12h6',
  smile: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M8.500 14c.8 1.500 2 2.300 3.500 2.300s2.700-.8 3.500-2.300M9.300 9.500v.1M14.700 9.500v.1',
  ticket: 'M4 7h16v3.500a1.500 1.500 0 0 0 0 3V17H4v-3.500a1.500 1.500 0 0 0 0-3zM14 7v10',
  zoomIn: 'M10.500 4.500a6 6 0 1 1 0 12 6 6 0 0 1 0-12M15 15l5 5M8 10.500h5M10.500 8v5',
  zoomOut: 'M10.500 4.500a6 6 0 1 1 0 12 6 6 0 0 1 0-12M15 15l5 5M8 10.500h5',
  unread: 'M12 8.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7',
  warning: 'M12 4.500L21 19.500H3zM12 10v4.500M12 17v.1',
} as const

export type IconName = keyof typeof PATHS

/**
 * A drawn sign. It says nothing to a screen reader: what it means stands in a label beside or
 * around it.
 */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
