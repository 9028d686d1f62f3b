package com.sealkloud.chat.notification;

/** A message in the queue that is not one of our events. Retrying does not help. */
class BrokenEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenEventException(Exception cause) {
        super("Not an event of chat.events: " + cause.getClass().getSimpleName(), cause);
    }
}
