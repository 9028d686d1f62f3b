package com.sealkloud.chat.notification;

/** Something that is no event of ours stands in the queue. Trying again does not help. */
class BrokenEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenEventException(Exception cause) {
        super("Not an event of chat.events: " + cause.getClass().getSimpleName(), cause);
    }
}
