package com.sealkloud.chat.people;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Refuses the start: the demo accounts would appear beside others, and nobody has asked for them.
 */
class UnwantedDemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnwantedDemoException() {
        super("The demo accounts would appear in a database that has accounts of its own");
    }

    static class Analyzer extends AbstractFailureAnalyzer<UnwantedDemoException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnwantedDemoException cause) {
            return new FailureAnalysis(
                    "The database has accounts of its own, and no setting says whether the demo accounts, whose"
                            + " password everybody knows, are wanted beside them.",
                    "Set CHAT_DEMO=false to start without them. Set CHAT_DEMO=true only to try the chat.",
                    cause);
        }
    }
}
