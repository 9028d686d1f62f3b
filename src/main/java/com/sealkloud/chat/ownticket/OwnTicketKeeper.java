package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.ticket.TicketKeeper;
import com.sealkloud.chat.ticket.TicketKeepingProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Numbers and statuses of this service's own tickets, if it keeps them. */
@Component
class OwnTicketKeeper implements TicketKeeper {

    /** What a ticket service need not say. */
    private static final String CLOSED = "closed";

    private final TicketKeepingProperties keeping;
    private final OwnTicketProperties properties;
    private final TicketNumbers numbers;

    OwnTicketKeeper(TicketKeepingProperties keeping, OwnTicketProperties properties, TicketNumbers numbers) {
        this.keeping = keeping;
        this.properties = properties;
        this.numbers = numbers;
    }

    @Override
    public @Nullable String nextNumber() {
        return keeping.areOwn() ? numbers.next() : null;
    }

    @Override
    public @Nullable String firstStatus() {
        return keeping.areOwn() ? properties.firstStatus() : null;
    }

    @Override
    public String lastStatus() {
        return keeping.areOwn() ? properties.lastStatus() : CLOSED;
    }

    @Override
    public boolean closes(String status) {
        return keeping.areOwn() && status.equals(properties.lastStatus());
    }

    @Override
    public boolean reopens(String status) {
        return keeping.areOwn() && !closes(status);
    }
}
