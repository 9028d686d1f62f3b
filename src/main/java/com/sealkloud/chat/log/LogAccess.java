package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Person;

/** Decides who may read which log. */
public interface LogAccess {

    /**
     * @return where the log ends
     * @throws com.sealkloud.chat.api.Refusal {@code not_found} if there is none, or it is not for
     *     this person
     */
    LogHead requireReadable(Person person, String conversationId);
}
