package com.sealkloud.chat.text;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A string that is invalid for any field. */
public final class TextRefusedException extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final String fault;

    TextRefusedException(JsonParser parser, String fault) {
        super(parser, fault, String.class);
        this.fault = fault;
    }

    public String fault() {
        return fault;
    }
}
