package com.sealkloud.chat.ticket;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which system keeps the tickets.
 *
 * @param tickets this service, or a ticket service that is connected through RabbitMQ
 */
@Validated
@ConfigurationProperties("chat")
public record TicketKeepingProperties(
        @NotNull @DefaultValue("own") Keeper tickets) {

    enum Keeper {
        OWN,
        EXTERNAL
    }

    public boolean areOwn() {
        return tickets == Keeper.OWN;
    }
}
