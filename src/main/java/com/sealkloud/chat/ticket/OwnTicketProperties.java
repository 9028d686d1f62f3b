package com.sealkloud.chat.ticket;

import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tickets that this service keeps itself.
 *
 * @param prefix before the number of a ticket
 * @param statuses in their order: a ticket begins with the first and is closed with the last
 * @param reopenWithin how long after it was closed a ticket is reopened by its requester
 * @param mostOpen how many open tickets a client may have before they can open no more
 */
@Validated
@ConfigurationProperties("chat.ticket")
record OwnTicketProperties(
        @NotNull @Size(max = 20) @DefaultValue("HD-") String prefix,

        @NotNull @Size(min = 2, max = 20) @DefaultValue({"open", "pending", "solved"})
        List<@NotNull @VisibleLine(max = 40) String> statuses,

        @NotNull @DurationMin @DefaultValue("7d") Duration reopenWithin,
        @Min(1) @Max(1000) @DefaultValue("50") int mostOpen) {

    @AssertTrue(message = "statuses must differ from each other")
    boolean isEachStatusDifferent() {
        return Set.copyOf(statuses).size() == statuses.size();
    }

    String firstStatus() {
        return statuses.get(0);
    }

    String lastStatus() {
        return statuses.get(statuses.size() - 1);
    }
}
