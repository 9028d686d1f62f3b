import type {
  AttachmentChangedEvent,
  DurableEvent,
  MessageChange,
  MessageEditedEvent,
  MessageEvent,
  PersonErasedEvent,
  Reaction,
  ReactionEvent,
} from './durableEvents.ts'

/**
 * A message after a change, for the person `me`. Each change states what is so, so that the order
 * in which two of one kind are heard does not matter.
 */
export function changed<Message extends MessageEvent>(message: Message, change: MessageChange, me: string): Message {
  switch (change.type) {
    case 'message_edited':
      return change.superseded && !change.deleted ? message : edited(message, change)
    case 'message_deleted':
      return withoutWords(message)
    case 'reaction':
      return reacted(message, change, me)
    case 'message_pinned':
      return withPin(message, change.pinned)
    case 'attachment_changed':
      return withFile(message, change)
  }
}

function withFile<Message extends MessageEvent>(message: Message, { attachmentId, status }: AttachmentChangedEvent): Message {
  if (!message.attachments) return message
  return { ...message, attachments: message.attachments.map((file) => (file.attachmentId === attachmentId ? { ...file, status } : file)) }
}

function edited<Message extends MessageEvent>(message: Message, { content, revision, mentions, timestamp, deleted }: MessageEditedEvent): Message {
  if (deleted) return withoutWords(message)
  if (message.deleted || revision <= (message.revision ?? 0)) return message
  const { mentions: _, ...rest } = message
  return { ...rest, content, revision, editedAt: timestamp, ...(mentions && { mentions }) } as Message
}

function withPin<Message extends MessageEvent>(message: Message, pinned: boolean): Message {
  const { pinned: _, ...rest } = message
  return (pinned && !message.deleted ? { ...rest, pinned } : rest) as Message
}

function withoutWords<Message extends MessageEvent>(message: Message): Message {
  const { reactions: _, attachments: __, mentions: ___, pinned: ____, ...rest } = message
  return { ...rest, content: '', deleted: true } as Message
}

/** A message with a reaction of somebody, or without it. */
export function reacted<Message extends MessageEvent>(
  message: Message,
  { emoji, present, userId }: Pick<ReactionEvent, 'emoji' | 'present' | 'userId'>,
  me: string,
): Message {
  if (message.deleted) return message
  const reactions = message.reactions ?? []
  const there = reactions.find((reaction) => reaction.emoji === emoji)
  if (!there) {
    return present ? { ...message, reactions: [...reactions, { emoji, count: 1, userIds: [userId], mine: userId === me }] } : message
  }
  const now = present ? joined(there, userId, me) : left(there, userId, me)
  return { ...message, reactions: reactions.map((reaction) => (reaction === there ? now : reaction)).filter(({ count }) => count > 0) }
}

function joined(reaction: Reaction, userId: string, me: string): Reaction {
  if (reaction.userIds.includes(userId) || (userId === me && reaction.mine)) return reaction
  return { ...reaction, count: reaction.count + 1, userIds: [...reaction.userIds, userId], mine: reaction.mine || userId === me }
}

/** Of many only the first are named: who is not among them may be one of the others. */
function left(reaction: Reaction, userId: string, me: string): Reaction {
  const named = reaction.userIds.includes(userId)
  if (!named && reaction.count === reaction.userIds.length) return reaction
  return {
    ...reaction,
    count: reaction.count - 1,
    userIds: reaction.userIds.filter((id) => id !== userId),
    mine: reaction.mine && userId !== me,
  }
}

/** A line of a conversation after somebody was erased. The same object if it does not name them. */
export function renamed<Line extends DurableEvent>(line: Line, { userId, userName }: PersonErasedEvent): Line {
  if ('senderId' in line && line.senderId === userId) return { ...line, senderName: userName }
  return 'userName' in line && line.userId === userId ? { ...line, userName } : line
}
