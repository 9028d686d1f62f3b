package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.log.ChatMessage;

/** A notification that its reader is to get now, and what its words are made of. */
record Wanted(Due due, Person reader, ChatMessage message, Audience audience) {

    String userId() {
        return due.userId();
    }
}
