package com.sealkloud.chat.mail;

import java.util.Optional;

/** Writes the mails of one kind, when they are about to be sent. A bean of its feature. */
public interface LetterWriter {

    String kind();

    /**
     * Called again for each attempt.
     *
     * @param mailId the same for all attempts to send this mail
     * @param about what {@link Mails#queue} was called with
     * @return nothing if there is no reason any more to send it
     */
    Optional<Letter> write(String mailId, String about);
}
