package com.sealkloud.chat.reading;

import com.sealkloud.chat.outbox.UnpublishedMark;

/** A read mark of a participant that is not published yet. */
record ReadMark(String conversationId, String userId, long readSeq) implements UnpublishedMark {}
